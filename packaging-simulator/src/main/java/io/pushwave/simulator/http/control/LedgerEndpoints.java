package io.pushwave.simulator.http.control;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.requests.JobTable;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.query.objects.StatusNames;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What really happened, org by org. */
public final class LedgerEndpoints {
    private final PackagingPlatform platform;
    private final StatusNames statuses;

    public LedgerEndpoints(PackagingPlatform platform, StatusNames statuses) {
        this.platform = platform;
        this.statuses = statuses;
    }

    Reply ledger(Call call) {
        var filter = LedgerFilter.of(platform, statuses, call);
        int first = OrgEndpoints.firstOrg(call, platform.subscribers());
        int limit = OrgEndpoints.limit(call);
        int orgs = platform.subscribers().orgs();
        return Reply.of(200, Reply.JSON_LINES, Json.lines(json -> {
            int left = limit;
            for (int org = filter.next(first); org < orgs && left > 0; org = filter.next(org + 1)) {
                writeLedgerLine(json, org, filter);
                left--;
            }
        }));
    }

    private void writeLedgerLine(JsonGenerator json, int org, LedgerFilter filter) throws IOException {
        var base = platform.subscribers();
        json.writeStartObject();
        OrgEndpoints.writeOrg(json, base, org);
        json.writeStringField("seededVersionId", VersionEndpoints.id(base.seededVersion(filter.shownPackage(), org)));
        json.writeStringField(
                "installedVersionId", VersionEndpoints.id(base.installedVersion(filter.shownPackage(), org)));
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

    private static @Nullable String time(long millis) {
        return millis == JobTable.NO_TIME ? null : Instant.ofEpochMilli(millis).toString();
    }
}
