package io.pushwave.simulator.http.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.subscribers.UpgradeBlock;
import io.pushwave.simulator.http.ProblemException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a change of an org asks for, checked member by member. */
final class OrgWish {
    private static final List<String> MEMBERS = List.of(
            "packageId",
            "status",
            "installedVersionId",
            "blocked",
            "blockExpirationDays",
            "customUpgradeAllowed",
            "restrictionOverridden");

    private final JsonNode body;

    /** @throws ProblemException if there is a member that no org has */
    OrgWish(JsonNode body) {
        this.body = body;
        for (var member : body.properties()) {
            if (!MEMBERS.contains(member.getKey())) {
                throw ProblemException.badRequest(
                        "'" + member.getKey() + "' is unknown: one of " + String.join(", ", MEMBERS) + " is expected");
            }
        }
    }

    Optional<String> text(String member) {
        if (!body.has(member)) {
            return Optional.empty();
        }
        if (!body.get(member).isTextual()) {
            throw ProblemException.badRequest(member + " is " + body.get(member) + ", a text is expected");
        }
        return Optional.of(body.get(member).asText());
    }

    boolean isNull(String member) {
        return body.has(member) && body.get(member).isNull();
    }

    private boolean truth(String member, boolean otherwise) {
        if (!body.has(member)) {
            return otherwise;
        }
        if (!body.get(member).isBoolean()) {
            throw ProblemException.badRequest(member + " is " + body.get(member) + ", true or false is expected");
        }
        return body.get(member).asBoolean();
    }

    /**
     * What becomes of an org's block, if anything.
     *
     * @param after the version that the org has after the change
     * @throws ProblemException naming the member and the rule
     */
    Optional<UpgradeBlock> block(UpgradeBlock before, boolean sandbox, @Nullable PackageVersion after, long now) {
        boolean asked = body.has("blocked")
                || body.has("blockExpirationDays")
                || body.has("customUpgradeAllowed")
                || body.has("restrictionOverridden");
        if (!asked) {
            return Optional.empty();
        }
        boolean allowed = truth("customUpgradeAllowed", before.allowed());
        boolean ticked = truth("blocked", before.ticked());
        if (body.has("customUpgradeAllowed") && sandbox) {
            throw ProblemException.badRequest(
                    "customUpgradeAllowed is given, but a sandbox has its parent org's permission");
        }
        boolean ticks = body.has("blocked") && ticked;
        if (ticks) {
            checkMayBlock(allowed, after);
        }
        if (body.has("blockExpirationDays") && !ticks) {
            throw ProblemException.badRequest("blockExpirationDays is given, but blocked is not true");
        }
        return Optional.of(new UpgradeBlock(
                allowed,
                ticked,
                truth("restrictionOverridden", before.overridden()),
                ticks ? now : before.since(),
                ticks ? days() : before.expirationDays()));
    }

    private static void checkMayBlock(boolean allowed, @Nullable PackageVersion installed) {
        if (!allowed) {
            throw ProblemException.badRequest(
                    "blocked is true, but the publisher does not allow this org to block upgrades of the package");
        }
        if (installed == null) {
            throw ProblemException.badRequest("blocked is true, but the package is not installed");
        }
        if (installed.patch() > 0) {
            throw ProblemException.badRequest(
                    "blocked is true, but it cannot be used while a patch version is installed: " + installed.name());
        }
    }

    private int days() {
        if (!body.has("blockExpirationDays")) {
            return UpgradeBlock.FOREVER;
        }
        var days = body.get("blockExpirationDays");
        if (days.isInt()
                && (days.asInt() == UpgradeBlock.FOREVER
                        || (days.asInt() >= 1 && days.asInt() <= UpgradeBlock.MOST_DAYS))) {
            return days.asInt();
        }
        throw ProblemException.badRequest(
                "blockExpirationDays is " + days + ", -1 for never or 1 to " + UpgradeBlock.MOST_DAYS + " is expected");
    }
}
