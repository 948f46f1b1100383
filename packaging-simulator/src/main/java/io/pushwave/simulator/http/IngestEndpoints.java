package io.pushwave.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.bulk.IngestDescription;
import io.pushwave.simulator.bulk.IngestJob;
import io.pushwave.simulator.bulk.IngestJobs;
import io.pushwave.simulator.bulk.IngestOperation;
import io.pushwave.simulator.bulk.IngestResults;
import io.pushwave.simulator.bulk.IngestState;
import io.pushwave.simulator.bulk.JobPage;
import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.query.PublisherOrg;
import io.pushwave.simulator.query.SObjectTable;
import io.pushwave.simulator.query.Schema;
import io.pushwave.simulator.query.Trait;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** {@code jobs/ingest}: Bulk API 2.0 for records. A job and its file come in two calls; a multipart create is not offered. */
final class IngestEndpoints {
    private static final int FIRST_VERSION = 41;
    private static final Set<String> CREATE_MEMBERS = Set.of(
            "operation",
            "object",
            "contentType",
            "lineEnding",
            "columnDelimiter",
            "externalIdFieldName",
            "assignmentRuleId");

    private final PackagingPlatform platform;
    private final IngestJobs jobs;
    private final Schema schema;
    private final PublisherOrg org;
    private final BulkJson bulk;

    IngestEndpoints(PackagingPlatform platform, IngestJobs jobs, Schema schema, PublisherOrg org) {
        this.platform = platform;
        this.jobs = jobs;
        this.schema = schema;
        this.org = org;
        this.bulk = new BulkJson(platform.settings());
    }

    /** Whether a call uploads a file, which may be larger than other bodies. */
    static boolean isUpload(String method, List<String> segments) {
        int last = segments.size() - 1;
        return method.equals("PUT")
                && last >= 3
                && segments.get(last).equalsIgnoreCase("batches")
                && segments.get(last - 2).equalsIgnoreCase("ingest")
                && segments.get(last - 3).equalsIgnoreCase("jobs");
    }

    Reply create(Call call) {
        var version = BulkJson.version(call, FIRST_VERSION);
        var body = Bodies.object(call);
        BulkJson.requireOnly(body, CREATE_MEMBERS);
        var table = table(bulk.required(body, "object"));
        var operation = operation(body, table);
        checkExternalId(body, operation, table);
        var job = jobs.create(new IngestDescription(operation, table, bulk.form(body), version));
        if (job == null) {
            throw new ApiException(400, platform.settings().answer(UnverifiedAnswer.BULK_STORAGE_REFUSED));
        }
        return summary(job);
    }

    private SObjectTable table(String name) {
        var table = schema.table(name);
        if (table == null || table.fields().stream().noneMatch(field -> field.is(Trait.CREATEABLE))) {
            throw new ApiException(400, "INVALIDENTITY", "Entity '" + name + "' is not supported by the Bulk API.");
        }
        return table;
    }

    private IngestOperation operation(JsonNode body, SObjectTable table) {
        var name = bulk.required(body, "operation");
        return switch (name) {
            case "insert" -> IngestOperation.INSERT;
            case "update" -> IngestOperation.UPDATE;
            case "upsert" -> IngestOperation.UPSERT;
            case "delete" ->
                throw new ApiException(
                        400, platform.settings().answer(UnverifiedAnswer.BULK_OPERATION_REFUSED, name, table.name()));
            case "hardDelete" ->
                throw new ApiException(
                        400,
                        "FEATURENOTENABLED",
                        "hardDelete operation requires special user profile permission, please contact your system"
                                + " administrator");
            default -> throw bulk.refused(body, "operation");
        };
    }

    private void checkExternalId(JsonNode body, IngestOperation operation, SObjectTable table) {
        if (operation != IngestOperation.UPSERT) {
            return;
        }
        var name = bulk.required(body, "externalIdFieldName");
        if (!name.equalsIgnoreCase("Id")) {
            throw new ApiException(
                    400,
                    "INVALID_FIELD",
                    "Field name provided, " + name
                            + " does not match an External ID, Salesforce Id, or indexed field for " + table.name());
        }
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
        var body = Bodies.object(call);
        BulkJson.requireOnly(body, Set.of("state"));
        switch (bulk.required(body, "state")) {
            case "UploadComplete" -> BulkJson.orThrow(jobs.close(job));
            case "Aborted" -> BulkJson.orThrow(jobs.abort(job));
            default -> throw bulk.refused(body, "state");
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

    Reply list(Call call) {
        var version = BulkJson.version(call, FIRST_VERSION);
        JobPage<IngestJob> page = BulkJson.finds(call, "V2Ingest")
                ? jobs.page(BulkJson.locator(call), BulkJson.JOBS_A_PAGE)
                : new JobPage<>(List.of(), JobPage.NONE);
        return BulkJson.list(page, "/services/data/" + version + "/jobs/ingest", (json, job) -> write(json, job, true));
    }

    Reply delete(Call call) {
        BulkJson.orThrow(jobs.delete(find(call)));
        return Reply.noContent();
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

    private IngestJob find(Call call) {
        BulkJson.version(call, FIRST_VERSION);
        var job = jobs.find(call.variable("id"));
        if (job == null) {
            throw ApiException.notFound();
        }
        return job;
    }

    private Reply summary(IngestJob job) {
        return Reply.ok(json -> {
            json.writeStartObject();
            write(json, job, false);
            json.writeEndObject();
        });
    }

    private void write(JsonGenerator json, IngestJob job, boolean withType) throws IOException {
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
            json.writeStringField("jobType", "V2Ingest");
        }
        if (job.state() instanceof IngestState.Open) {
            json.writeStringField(
                    "contentUrl", "services/data/" + description.version() + "/jobs/ingest/" + job.id() + "/batches");
        }
        BulkJson.writeForm(json, description.form());
    }
}
