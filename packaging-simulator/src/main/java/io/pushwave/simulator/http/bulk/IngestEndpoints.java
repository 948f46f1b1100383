package io.pushwave.simulator.http.bulk;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.bulk.jobs.IngestJob;
import io.pushwave.simulator.bulk.jobs.IngestJobs;
import io.pushwave.simulator.bulk.jobs.IngestResults;
import io.pushwave.simulator.bulk.jobs.IngestState;
import io.pushwave.simulator.bulk.records.IngestDescription;
import io.pushwave.simulator.bulk.records.IngestOperation;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Bodies;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.query.objects.PublisherOrg;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** {@code jobs/ingest}: Bulk API 2.0 for records. A job and its file come in two calls; a multipart create is not offered. */
public final class IngestEndpoints extends JobEndpoints<IngestJob> {
    private static final Set<String> CREATE_MEMBERS = Set.of(
            "operation",
            "object",
            "contentType",
            "lineEnding",
            "columnDelimiter",
            "externalIdFieldName",
            "assignmentRuleId");

    private final IngestJobs jobs;
    private final LoadTargets targets;
    private final PublisherOrg org;

    public IngestEndpoints(PackagingPlatform platform, IngestJobs jobs, Schema schema, PublisherOrg org) {
        super(platform, jobs, "V2Ingest", "/jobs/ingest");
        this.jobs = jobs;
        this.targets = new LoadTargets(platform.settings(), schema);
        this.org = org;
    }

    /** Whether a call uploads a file, which may be larger than other bodies. */
    public static boolean isUpload(String method, List<String> segments) {
        int last = segments.size() - 1;
        return method.equals("PUT")
                && last >= 3
                && segments.get(last).equalsIgnoreCase("batches")
                && segments.get(last - 2).equalsIgnoreCase("ingest")
                && segments.get(last - 3).equalsIgnoreCase("jobs");
    }

    Reply create(Call call) {
        var version = BulkJson.version(call);
        var body = Bodies.object(call);
        BulkJson.requireOnly(body, CREATE_MEMBERS);
        var table = targets.writable(bulk.required(body, "object"), version);
        var operation = operation(body, table);
        if (operation == IngestOperation.UPSERT) {
            LoadTargets.requireIdField(Optional.of(bulk.required(body, "externalIdFieldName")), table);
        }
        return created(jobs.create(new IngestDescription(operation, table, bulk.form(body), version)));
    }

    private IngestOperation operation(JsonNode body, SObjectTable table) {
        var operation = targets.operation(bulk.required(body, "operation"), table.name());
        if (operation == null) {
            throw bulk.refused(body, "operation");
        }
        return operation;
    }

    Reply upload(Call call) {
        var job = find(call);
        if (!call.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("text/csv")) {
            throw new ApiException(415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type text/csv is expected");
        }
        BulkJson.orThrow(jobs.upload(job, call.body()));
        return new Reply(201, Map.of(), new byte[0]);
    }

    Reply change(Call call) {
        var job = find(call);
        switch (stateAskedFor(call)) {
            case "UploadComplete" -> BulkJson.orThrow(jobs.close(job));
            case "Aborted" -> BulkJson.orThrow(jobs.abort(job));
            default -> throw refusedState(call);
        }
        return summary(job);
    }

    Reply get(Call call) {
        var job = find(call);
        return Reply.ok(json -> {
            json.writeStartObject();
            write(json, job, true);
            boolean open = job.state() instanceof IngestState.Open;
            if (!open) {
                json.writeNumberField("numberRecordsProcessed", job.recordsProcessed());
                json.writeNumberField("numberRecordsFailed", job.recordsFailed());
            }
            if (job.state() instanceof IngestState.Failed(var _, var message)) {
                json.writeStringField("errorMessage", message);
            }
            json.writeNumberField("retries", job.retries());
            json.writeNumberField("totalProcessingTime", job.totalProcessingMillis(platform.now()));
            json.writeNumberField("apiActiveProcessingTime", job.activeProcessingMillis(platform.now()));
            json.writeNumberField("apexProcessingTime", 0);
            json.writeEndObject();
        });
    }

    Reply successfulResults(Call call) {
        return results(call, IngestResults::successful);
    }

    Reply failedResults(Call call) {
        return results(call, IngestResults::failed);
    }

    Reply unprocessedRecords(Call call) {
        return results(call, IngestResults::unprocessed);
    }

    private Reply results(Call call, Function<IngestResults, byte[]> which) {
        var job = find(call);
        BulkJson.orThrow(jobs.resultsRefusal(job));
        return Reply.of(200, BulkJson.CSV, which.apply(job.results()));
    }

    @Override
    void write(JsonGenerator json, IngestJob job, boolean withType) throws IOException {
        var description = job.description();
        BulkJson.writeHead(
                json,
                job.id(),
                description.operation().apiName(),
                description.table().name());
        BulkJson.writeTimes(json, org.userId(), job.createdAt(), job.modifiedAt());
        json.writeStringField("state", job.state().apiName());
        if (description.operation() == IngestOperation.UPSERT) {
            json.writeStringField("externalIdFieldName", "Id");
        }
        BulkJson.writeKind(json, description.version());
        if (withType) {
            writeType(json);
        }
        if (job.state() instanceof IngestState.Open) {
            json.writeStringField(
                    "contentUrl", "services/data/" + description.version() + "/jobs/ingest/" + job.id() + "/batches");
        }
        BulkJson.writeForm(json, description.form());
    }
}
