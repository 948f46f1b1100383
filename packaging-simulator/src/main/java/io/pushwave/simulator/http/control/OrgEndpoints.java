package io.pushwave.simulator.http.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import io.pushwave.simulator.domain.subscribers.SubscriberBase;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.Problems;
import io.pushwave.simulator.http.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** The subscriber orgs as they are now: listed, and changed as their customers or Salesforce would. */
public final class OrgEndpoints {
    private static final int MOST_ORGS_A_PAGE = 10_000;

    private final PackagingPlatform platform;
    private final Runnable rowsMoved;

    /** @param rowsMoved what to do when the rows of subscribers are others than before */
    public OrgEndpoints(PackagingPlatform platform, Runnable rowsMoved) {
        this.platform = platform;
        this.rowsMoved = rowsMoved;
    }

    /** The first org that a page shows. */
    static int firstOrg(Call call, SubscriberBase base) {
        return call.parameter("after").map(base::firstOrgAfter).orElse(0);
    }

    /** How many orgs a page shows at most. */
    static int limit(Call call) {
        return (int) Problems.whole(call, "limit", 1_000, 1, MOST_ORGS_A_PAGE);
    }

    Reply list(Call call) {
        var base = platform.subscribers();
        int packageIndex = packageIndex(call.parameter("packageId"));
        var wanted = filter(call, packageIndex);
        int limit = limit(call);
        var page = new int[limit];
        int size = 0;
        int org = firstOrg(call, base);
        for (; org < base.orgs() && size < limit; org++) {
            if (wanted.test(org)) {
                page[size++] = org;
            }
        }
        int count = size;
        var next = org < base.orgs() ? base.orgKey(org - 1) : null;
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (int position = 0; position < count; position++) {
                writeOrgWithInstallation(json, page[position], packageIndex);
            }
            json.writeEndArray();
            json.writeStringField("next", next);
            json.writeEndObject();
        });
    }

    private IntPredicate filter(Call call, int packageIndex) {
        var base = platform.subscribers();
        IntPredicate wanted = _ -> true;
        var status = call.parameter("status").map(OrgEndpoints::status);
        if (status.isPresent()) {
            wanted = wanted.and(org -> base.status(org) == status.get());
        }
        var type = call.parameter("type");
        if (type.isPresent()) {
            if (!type.get().equalsIgnoreCase("Sandbox") && !type.get().equalsIgnoreCase("Production")) {
                throw ProblemException.badRequest("type is '" + type.get() + "', Production or Sandbox is expected");
            }
            wanted = wanted.and(org -> base.isSandbox(org) == type.get().equalsIgnoreCase("Sandbox"));
        }
        var instance = call.parameter("instance");
        if (instance.isPresent()) {
            wanted = wanted.and(org -> base.instanceName(org).equalsIgnoreCase(instance.get()));
        }
        var version = call.parameter("version");
        if (version.isPresent()) {
            int row = platform.catalogue().versionRow(version.get());
            if (row < 0) {
                throw ProblemException.badRequest(
                        "version is '" + version.get() + "', an id is expected; GET /simulator/versions lists them");
            }
            int installedIn = platform.catalogue().version(row).managedPackage().index();
            wanted = wanted.and(org -> base.hasInstalled(installedIn, org, row));
        }
        var blocked = call.parameter("blocked");
        if (blocked.isPresent()) {
            if (!blocked.get().equals("true") && !blocked.get().equals("false")) {
                throw ProblemException.badRequest("blocked is '" + blocked.get() + "', true or false is expected");
            }
            boolean expected = Boolean.parseBoolean(blocked.get());
            wanted = wanted.and(org -> base.isBlocked(packageIndex, org, platform.now()) == expected);
        }
        return wanted;
    }

    private int packageIndex(Optional<String> id) {
        if (id.isEmpty()) {
            return 0;
        }
        int row = platform.catalogue().packageRow(id.get());
        if (row < 0) {
            throw ProblemException.badRequest(
                    "packageId '" + id.get() + "' is the id of no package; GET /simulator/versions lists them");
        }
        return row;
    }

    private static OrgStatus status(String name) {
        try {
            return OrgStatus.ofApiName(name);
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.badRequest(String.valueOf(unknown.getMessage()));
        }
    }

    Reply get(Call call) {
        return org(find(call), packageIndex(call.parameter("packageId")));
    }

    private Reply org(int org, int packageIndex) {
        return Reply.ok(json -> writeOrgWithInstallation(json, org, packageIndex));
    }

    /** Writes what an org is, as fields of an object that is open. */
    static void writeOrg(JsonGenerator json, SubscriberBase base, int org) throws IOException {
        json.writeStringField("orgKey", base.orgKey(org));
        json.writeStringField("orgType", base.isSandbox(org) ? "Sandbox" : "Production");
        json.writeStringField("orgStatus", base.status(org).apiName());
        json.writeStringField("instanceName", base.instanceName(org));
    }

    private void writeOrgWithInstallation(JsonGenerator json, int org, int packageIndex) throws IOException {
        var base = platform.subscribers();
        var block = base.block(packageIndex, org);
        json.writeStartObject();
        writeOrg(json, base, org);
        json.writeStringField("orgName", base.orgName(org));
        json.writeStringField("parentOrg", base.parentKey(org));
        json.writeStringField(
                "packageId", platform.catalogue().managedPackage(packageIndex).id());
        json.writeStringField("installedVersionId", VersionEndpoints.id(base.installedVersion(packageIndex, org)));
        json.writeBooleanField("blocked", base.isBlocked(packageIndex, org, platform.now()));
        json.writeBooleanField("customUpgradeAllowed", block.allowed());
        json.writeBooleanField("restrictionEnabled", block.isRestricted(platform.now()));
        json.writeBooleanField("restrictionOverridden", block.overridden());
        if (block.ticked()) {
            json.writeStringField(
                    "blockedSince", Instant.ofEpochMilli(block.since()).toString());
            json.writeNumberField("blockExpirationDays", block.expirationDays());
        }
        json.writeEndObject();
    }

    /** Adds and changes the orgs of a CSV file. */
    Reply importOrgs(Call call) {
        if (!call.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/csv")) {
            throw new ProblemException(415, "Unsupported media type", "Content-Type text/csv is expected");
        }
        var replace = call.parameter("replace").orElse("false");
        if (!replace.equals("true") && !replace.equals("false")) {
            throw ProblemException.badRequest("replace is '" + replace + "', true or false is expected");
        }
        var imported = importOrgs(new ByteArrayInputStream(call.body()), replace.equals("true"));
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeNumberField("added", imported.added());
            json.writeNumberField("changed", imported.changed());
            json.writeNumberField("orgs", platform.subscribers().orgs());
            json.writeEndObject();
        });
    }

    public OrgFile.Imported importOrgs(InputStream file, boolean replace) {
        var imported = new OrgFile(platform, replace).importFrom(file);
        if (replace || imported.added() > 0) {
            rowsMoved.run();
        }
        return imported;
    }

    Reply change(Call call) {
        int org = find(call);
        var body = Problems.object(call);
        var wish = new OrgWish(body);
        int packageIndex = packageIndex(wish.text("packageId"));
        var installed = installed(wish, packageIndex);
        var isUninstalled = wish.isNull("installedVersionId");
        var status = wish.text("status").map(OrgEndpoints::status);
        var base = platform.subscribers();
        var current = base.installedVersion(packageIndex, org);
        var after = isUninstalled ? null : installed.orElse(current);
        var block = wish.block(base.block(packageIndex, org), base.isSandbox(org), after, platform.now());
        platform.changeOrg(
                org,
                new PackagingPlatform.OrgChange(
                        status,
                        installed,
                        isUninstalled
                                ? Optional.of(platform.catalogue().managedPackage(packageIndex))
                                : Optional.empty(),
                        Optional.empty()));
        block.ifPresent(to -> platform.changeBlock(packageIndex, org, to));
        return org(org, packageIndex);
    }

    private Optional<PackageVersion> installed(OrgWish wish, int packageIndex) {
        var id = wish.isNull("installedVersionId") ? Optional.<String>empty() : wish.text("installedVersionId");
        if (id.isEmpty()) {
            return Optional.empty();
        }
        var version = platform.catalogue().findVersion(id.get());
        if (version == null || version.managedPackage().index() != packageIndex) {
            throw ProblemException.badRequest("installedVersionId '" + id.get() + "' is no version of "
                    + (packageIndex == 0 ? "the first package" : "that package")
                    + "; GET /simulator/versions lists them");
        }
        return Optional.of(version);
    }

    private int find(Call call) {
        var key = call.variable("orgKey");
        int org = platform.subscribers().findOrg(key);
        if (org < 0) {
            throw ProblemException.notFound("there is no org '" + key + "'");
        }
        return org;
    }
}
