package io.pushwave.planner.release;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.org.Catalogue;
import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.Target;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether a release starts a campaign. */
public sealed interface ReleaseDecision {

    /** A campaign brings the orgs to {@code target}. */
    record Accepted(CatalogueVersion target) implements ReleaseDecision {}

    /** No campaign; {@code detail} is a sentence that names the values. */
    record Rejected(RejectionReason reason, String detail) implements ReleaseDecision {}

    /** What is said to a package that Salesforce does not know. */
    static Rejected unknownPackage(PackageId packageId) {
        return new Rejected(
                RejectionReason.UNKNOWN_PACKAGE,
                "package " + packageId + " does not exist, or the executor's user may not see it");
    }

    /** What is said to a release that asks for a strategy that does not exist, or for which the settings name one. */
    static Rejected unknownStrategy(String name) {
        return new Rejected(
                RejectionReason.UNKNOWN_STRATEGY,
                "strategy '" + name
                        + "' does not exist; GET /api/strategies has those that do. Release the version again"
                        + " by a new event");
    }

    /** What is said where another campaign of the package has not ended. */
    static Rejected campaignActive(PackageId packageId, CampaignId unfinished) {
        return new Rejected(
                RejectionReason.CAMPAIGN_ACTIVE,
                "campaign " + unfinished + " of package " + packageId + " has not ended; abort it or wait for its end");
    }

    /** What is said to a release whose question nobody has answered for so long. */
    static Rejected noAnswer(PackageId packageId, Duration timeout) {
        return new Rejected(
                RejectionReason.NO_ANSWER,
                "nobody said within " + timeout + " which versions package " + packageId
                        + " has: is an executor running, and logged in? Release the version again by a new event");
    }

    /**
     * What is said where a plan would be empty.
     *
     * @param excluded the orgs that have the package, by why they are excluded
     */
    static Rejected nobodyLeft(Target target, Map<ExclusionReason, Long> excluded) {
        var version = target.versionNumber() + " (" + target.versionId() + ")";
        var detail = excluded.isEmpty()
                ? "nobody has package " + target.packageId() + ", so there is no org to push version " + version + " to"
                : "no org is left to push version " + version + " to: "
                        + new TreeMap<>(excluded)
                                .entrySet().stream()
                                        .map(entry -> entry.getValue() + " " + phrase(entry.getKey()))
                                        .collect(Collectors.joining(", "));
        return new Rejected(RejectionReason.NOBODY_LEFT, detail);
    }

    private static String phrase(ExclusionReason reason) {
        return switch (reason) {
            case ORG_INACTIVE -> "inactive";
            case ALREADY_ON_TARGET_OR_NEWER -> "on it or above it already";
            case BETA_INSTALLED -> "on a beta";
            case BLOCKED_BY_SUBSCRIBER -> "blocked by the subscriber";
            case INSTALLED_VERSION_UNKNOWN -> "on a version that the catalogue does not have";
            case NO_COMMON_ANCESTOR -> "on a version without a common ancestor";
            case EXCLUDED_BY_REQUEST -> "excluded by request";
            case OPTED_OUT -> "opted out";
            case HELD -> "held";
            case PINNED -> "pinned to an older version";
            case IN_NO_WAVE -> "in no wave of the strategy";
        };
    }

    /**
     * Decides about one release; the first refusal is the answer.
     *
     * @param catalogue the package as Salesforce knows it now
     * @param unfinished the package's campaign that has not ended, if there is one
     */
    static ReleaseDecision decide(
            PackageId packageId, PackageVersionId released, Catalogue catalogue, Optional<CampaignId> unfinished) {
        var version = catalogue.version(released);
        if (version.isEmpty()) {
            return new Rejected(
                    RejectionReason.UNKNOWN_VERSION, "version " + released + " is no version of package " + packageId);
        }
        var target = version.get();
        if (target.beta()) {
            return new Rejected(
                    RejectionReason.BETA_VERSION,
                    "version " + target.number() + " (" + released + ") is a beta, and betas cannot be pushed");
        }
        if (target.deprecated()) {
            return new Rejected(
                    RejectionReason.DEPRECATED_VERSION,
                    "version " + target.number() + " (" + released
                            + ") is deprecated, and deprecated versions cannot be pushed");
        }
        if (unfinished.isPresent()) {
            return campaignActive(packageId, unfinished.get());
        }
        return new Accepted(target);
    }
}
