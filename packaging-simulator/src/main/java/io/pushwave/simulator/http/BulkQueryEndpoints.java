package io.pushwave.simulator.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.bulk.BulkSettings;
import io.pushwave.simulator.bulk.CsvForm;
import io.pushwave.simulator.bulk.JobPage;
import io.pushwave.simulator.bulk.QueryDescription;
import io.pushwave.simulator.bulk.QueryJob;
import io.pushwave.simulator.bulk.QueryJobs;
import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.query.FlatQuery;
import io.pushwave.simulator.query.PublisherOrg;
import io.pushwave.simulator.query.Schema;
import io.pushwave.simulator.soql.SoqlException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** {@code jobs/query}: Bulk API 2.0 for queries. */
final class BulkQueryEndpoints {
    private static final int FIRST_VERSION = 47;
    private static final Set<String> CREATE_MEMBERS =
            Set.of("operation", "query", "contentType", "lineEnding", "columnDelimiter");

    private final PackagingPlatform platform;
    private final QueryJobs jobs;
    private final Schema schema;
    private final PublisherOrg org;
    private final BulkSettings settings;
    private final BulkJson bulk;

    BulkQueryEndpoints(
            PackagingPlatform platform, QueryJobs jobs, Schema schema, PublisherOrg org, BulkSettings settings) {
        this.platform = platform;
        this.jobs = jobs;
        this.schema = schema;
        this.org = org;
        this.settings = settings;
        this.bulk = new BulkJson(platform.settings());
    }

    Reply create(Call call) {
        var version = BulkJson.version(call, FIRST_VERSION);
        var body = Bodies.object(call);
        BulkJson.requireOnly(body, CREATE_MEMBERS);
        var operation = operation(body);
        var soql = bulk.required(body, "query");
        var form = bulk.form(body);
        var job = jobs.create(description(operation, soql, form, version));
        if (job == null) {
            throw new ApiException(400, platform.settings().answer(UnverifiedAnswer.BULK_STORAGE_REFUSED));
        }
        return summary(job);
    }

    private String operation(JsonNode body) {
        var operation = bulk.required(body, "operation");
        if (!operation.equals("query") && !operation.equals("queryAll")) {
            throw bulk.refused(body, "operation");
        }
        return operation;
    }

    private QueryDescription description(String operation, String soql, CsvForm form, String version) {
        try {
            var unsupported = FlatQuery.unsupported(soql);
            if (unsupported.isPresent()) {
                throw unsupported(unsupported.get());
            }
            return new QueryDescription(operation, soql, FlatQuery.compile(schema, soql), form, version);
        } catch (SoqlException refused) {
            throw new ApiException(400, refused.code(), refused.text());
        }
    }

    private ApiException unsupported(FlatQuery.Unsupported what) {
        return switch (what) {
            case CHILDREN -> new ApiException(400, "API_ERROR", "Aggregate Relationships not supported in Bulk Query");
            case GROUP_BY -> unsupported("GROUP BY");
            case AGGREGATES -> unsupported("Aggregate functions");
            case OFFSET -> unsupported("OFFSET");
        };
    }

    private ApiException unsupported(String what) {
        return new ApiException(400, platform.settings().answer(UnverifiedAnswer.BULK_QUERY_REFUSED, what));
    }

    Reply get(Call call) {
        var job = find(call);
        return Reply.ok(json -> {
            json.writeStartObject();
            write(json, job, true);
            json.writeNumberField("numberRecordsProcessed", job.recordsProcessed());
            json.writeNumberField("retries", 0);
            json.writeNumberField("totalProcessingTime", job.totalProcessingMillis(platform.now()));
            json.writeBooleanField("isPkChunkingSupported", false);
            json.writeEndObject();
        });
    }

    Reply list(Call call) {
        var version = BulkJson.version(call, FIRST_VERSION);
        JobPage<QueryJob> page = BulkJson.finds(call, "V2Query")
                ? jobs.page(BulkJson.locator(call), BulkJson.JOBS_A_PAGE)
                : new JobPage<>(List.of(), JobPage.NONE);
        return BulkJson.list(page, "/services/data/" + version + "/jobs/query", (json, job) -> write(json, job, true));
    }

    Reply abort(Call call) {
        var job = find(call);
        var body = Bodies.object(call);
        BulkJson.requireOnly(body, Set.of("state"));
        if (!bulk.required(body, "state").equals("Aborted")) {
            throw bulk.refused(body, "state");
        }
        BulkJson.orThrow(jobs.abort(job));
        return summary(job);
    }

    Reply delete(Call call) {
        BulkJson.orThrow(jobs.delete(find(call)));
        return Reply.noContent();
    }

    Reply results(Call call) {
        var job = find(call);
        var created = job.description().version();
        if (!created.equals(BulkJson.version(call, FIRST_VERSION))) {
            throw new ApiException(
                    409, platform.settings().answer(UnverifiedAnswer.BULK_VERSION_REFUSED, created.substring(1)));
        }
        BulkJson.orThrow(jobs.resultsRefusal(job));
        var rows = job.rows();
        if (rows == null) {
            throw new IllegalStateException("job " + job.id() + " has no rows");
        }
        int from = from(call, rows.size());
        int end = (int) Math.min(rows.size(), from + (long) maxRecords(call));
        return Reply.of(200, BulkJson.CSV, rows.part(from, end))
                .withHeader("Sforce-NumberOfRecords", String.valueOf(end - from))
                .withHeader("Sforce-Locator", end == rows.size() ? "null" : locator(end));
    }

    /** A position as Salesforce writes it, which is its number in base64: MTAwMDA stands for 10000. */
    private static String locator(int position) {
        return Base64.getEncoder()
                .withoutPadding()
                .encodeToString(String.valueOf(position).getBytes(StandardCharsets.US_ASCII));
    }

    private static int from(Call call, int size) {
        var locator = call.parameter("locator");
        if (locator.isEmpty()) {
            return 0;
        }
        try {
            var number = new String(Base64.getDecoder().decode(locator.get()), StandardCharsets.US_ASCII);
            int position = Integer.parseInt(number);
            if (position > 0 && position < size) {
                return position;
            }
        } catch (IllegalArgumentException notOurs) {
            // Refused below, in the same words as one beyond the end.
        }
        throw new ApiException(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
    }

    private int maxRecords(Call call) {
        var text = call.parameter("maxRecords");
        if (text.isEmpty()) {
            return settings.queryPageRows();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Refused below, in the same words as one that is not positive.
        }
        throw new ApiException(
                400, platform.settings().answer(UnverifiedAnswer.BULK_VALUE_REFUSED, "maxRecords", text.get()));
    }

    private QueryJob find(Call call) {
        BulkJson.version(call, FIRST_VERSION);
        var job = jobs.find(call.variable("id"));
        if (job == null) {
            throw ApiException.notFound();
        }
        return job;
    }

    private Reply summary(QueryJob job) {
        return Reply.ok(json -> {
            json.writeStartObject();
            write(json, job, false);
            json.writeEndObject();
        });
    }

    private void write(JsonGenerator json, QueryJob job, boolean withType) throws IOException {
        var description = job.description();
        BulkJson.writeHead(
                json,
                job.id(),
                description.operation(),
                description.query().table().name());
        BulkJson.writeTimes(json, org.userId(), job.createdAt(), job.modifiedAt());
        json.writeStringField("state", job.state().apiName());
        BulkJson.writeKind(json, description.version());
        if (withType) {
            json.writeStringField("jobType", "V2Query");
        }
        BulkJson.writeForm(json, description.form());
    }
}
