package io.pushwave.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.domain.JobTable;
import io.pushwave.simulator.domain.ManagedPackage;
import io.pushwave.simulator.domain.OrgStatus;
import io.pushwave.simulator.domain.PackageVersion;
import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.query.StatusNames;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What really happened: the ledger, the orgs, the versions; and changing one org now. */
final class LedgerEndpoints {
    private static final int MOST_ORGS_A_PAGE = 10_000;
    private static final Set<String> CHANGEABLE = Set.of("status", "installedVersionId", "blocked");

    private final PackagingPlatform platform;
    private final StatusNames statuses;

    LedgerEndpoints(PackagingPlatform platform, StatusNames statuses) {
        this.platform = platform;
        this.statuses = statuses;
    }

    Reply ledger(Call call) {
        var filter = LedgerFilter.of(platform, statuses, call);
        int first = firstOrg(call);
        int limit = (int) Problems.whole(call, "limit", 1_000, 1, MOST_ORGS_A_PAGE);
        int orgs = platform.subscribers().orgs();
        return Reply.of(200, Reply.JSON_LINES, Json.lines(json -> {
            int left = limit;
            for (int org = filter.next(first); org < orgs && left > 0; org = filter.next(org + 1)) {
                writeLedgerLine(json, org, filter);
                left--;
            }
        }));
    }

    private int firstOrg(Call call) {
        return call.parameter("after")
                .map(platform.subscribers()::firstOrgAfter)
                .orElse(0);
    }

    private int end(Call call, int first) {
        int limit = (int) Problems.whole(call, "limit", 1_000, 1, MOST_ORGS_A_PAGE);
        return Math.min(platform.subscribers().orgs(), first + limit);
    }

    private void writeLedgerLine(JsonGenerator json, int org, LedgerFilter filter) throws IOException {
        var base = platform.subscribers();
        json.writeStartObject();
        writeOrg(json, org);
        json.writeStringField("seededVersionId", id(base.seededVersion(filter.shownPackage(), org)));
        json.writeStringField("installedVersionId", id(base.installedVersion(filter.shownPackage(), org)));
        json.writeArrayFieldStart("jobs");
        for (int job : filter.jobs(org)) {
            writeJob(json, job);
        }
        json.writeEndArray();
        writeCustomerActs(json, org);
        json.writeEndObject();
    }

    private void writeCustomerActs(JsonGenerator json, int org) throws IOException {
        json.writeArrayFieldStart("customerActs");
        for (var act : platform.customerActs().ofOrg(org)) {
            json.writeStartObject();
            json.writeStringField("at", time(act.at()));
            json.writeStringField("act", act.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField(
                    "packageId",
                    platform.catalogue().managedPackage(act.packageIndex()).id());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeOrg(JsonGenerator json, int org) throws IOException {
        var base = platform.subscribers();
        json.writeStringField("orgKey", base.orgKey(org));
        json.writeStringField("orgType", base.isSandbox(org) ? "Sandbox" : "Production");
        json.writeStringField("orgStatus", base.status(org).apiName());
        json.writeStringField("instanceName", base.instanceName(org));
    }

    private void writeJob(JsonGenerator json, int job) throws IOException {
        var jobs = platform.jobs();
        json.writeStartObject();
        json.writeStringField("jobId", PackagingPlatform.jobId(job));
        json.writeStringField("requestId", PackagingPlatform.requestId(jobs.request(job)));
        json.writeStringField(
                "packageVersionId",
                platform.catalogue().version(jobs.version(job)).id());
        json.writeStringField("status", statuses.name(jobs.status(job)));
        json.writeStringField("createdAt", time(jobs.createdAt(job)));
        json.writeStringField("startedAt", time(jobs.startedAt(job)));
        json.writeStringField("endedAt", time(jobs.endedAt(job)));
        json.writeArrayFieldStart("errors");
        var errors = platform.errors().ofJob(job);
        for (int position = 0; position < errors.size(); position++) {
            var error = platform.errors().get(errors.get(position));
            json.writeStartObject();
            json.writeStringField("type", error.kind().errorType());
            json.writeStringField("severity", error.kind().severity());
            json.writeStringField("title", error.kind().title());
            json.writeStringField("message", error.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static @Nullable String id(@Nullable PackageVersion version) {
        return version == null ? null : version.id();
    }

    private static @Nullable String time(long millis) {
        return millis == JobTable.NO_TIME ? null : Instant.ofEpochMilli(millis).toString();
    }

    Reply versions(Call call) {
        var catalogue = platform.catalogue();
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("packages");
            for (var each : catalogue.packages()) {
                writePackage(json, each);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void writePackage(JsonGenerator json, ManagedPackage each) throws IOException {
        json.writeStartObject();
        json.writeStringField("packageId", each.id());
        json.writeStringField("name", each.name());
        json.writeStringField("namespacePrefix", each.namespacePrefix());
        json.writeArrayFieldStart("versions");
        for (var version : platform.catalogue().versionsOf(each)) {
            json.writeStartObject();
            json.writeStringField("packageVersionId", version.id());
            json.writeStringField("name", version.name());
            json.writeNumberField("major", version.major());
            json.writeNumberField("minor", version.minor());
            json.writeNumberField("patch", version.patch());
            json.writeNumberField("build", version.build());
            json.writeStringField("releaseState", version.releaseState().apiName());
            json.writeBooleanField("deprecated", version.deprecated());
            json.writeBooleanField("target", version.target());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    Reply orgs(Call call) {
        int first = firstOrg(call);
        int end = end(call, first);
        return Reply.ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (int org = first; org < end; org++) {
                writeOrgWithInstallation(json, org);
            }
            json.writeEndArray();
            json.writeStringField(
                    "next",
                    end < platform.subscribers().orgs() ? platform.subscribers().orgKey(end - 1) : null);
            json.writeEndObject();
        });
    }

    Reply org(Call call) {
        int org = find(call);
        return Reply.ok(json -> writeOrgWithInstallation(json, org));
    }

    private void writeOrgWithInstallation(JsonGenerator json, int org) throws IOException {
        var base = platform.subscribers();
        int parent = base.parentOrg(org);
        json.writeStartObject();
        writeOrg(json, org);
        json.writeStringField("orgName", base.orgName(org));
        json.writeStringField("parentOrg", parent < 0 ? null : base.orgKey(parent));
        json.writeStringField("installedVersionId", id(base.installedVersion(0, org)));
        json.writeBooleanField("blocked", base.isBlocked(0, org));
        json.writeEndObject();
    }

    Reply changeOrg(Call call) {
        int org = find(call);
        var body = Problems.object(call);
        for (var member : body.properties()) {
            if (!CHANGEABLE.contains(member.getKey())) {
                throw ProblemException.badRequest(
                        "'" + member.getKey() + "' is unknown: status, installedVersionId or blocked is expected");
            }
        }
        platform.changeOrg(
                org, new PackagingPlatform.OrgChange(status(body), installed(body), uninstalled(body), blocked(body)));
        return org(call);
    }

    private int find(Call call) {
        var key = call.variable("orgKey");
        int org = platform.subscribers().findOrg(key);
        if (org < 0) {
            throw ProblemException.notFound("there is no org '" + key + "'");
        }
        return org;
    }

    private static Optional<OrgStatus> status(JsonNode body) {
        if (!body.has("status")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OrgStatus.ofApiName(body.get("status").asText()));
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.badRequest(String.valueOf(unknown.getMessage()));
        }
    }

    private Optional<PackageVersion> installed(JsonNode body) {
        var id = body.path("installedVersionId");
        if (id.isMissingNode() || id.isNull()) {
            return Optional.empty();
        }
        var version = platform.catalogue().findVersion(id.asText());
        if (version == null || version.managedPackage().index() != 0) {
            throw ProblemException.badRequest("installedVersionId '" + id.asText()
                    + "' is no version of the first package; GET /simulator/versions lists them");
        }
        return Optional.of(version);
    }

    private Optional<ManagedPackage> uninstalled(JsonNode body) {
        return body.has("installedVersionId") && body.get("installedVersionId").isNull()
                ? Optional.of(platform.catalogue().managedPackage(0))
                : Optional.empty();
    }

    private static Optional<Boolean> blocked(JsonNode body) {
        if (!body.has("blocked")) {
            return Optional.empty();
        }
        if (!body.get("blocked").isBoolean()) {
            throw ProblemException.badRequest("blocked is " + body.get("blocked") + ", true or false is expected");
        }
        return Optional.of(body.get("blocked").asBoolean());
    }
}
