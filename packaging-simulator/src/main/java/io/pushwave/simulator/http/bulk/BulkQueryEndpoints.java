package io.pushwave.simulator.http.bulk;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.bulk.csv.CsvForm;
import io.pushwave.simulator.bulk.jobs.QueryDescription;
import io.pushwave.simulator.bulk.jobs.QueryJob;
import io.pushwave.simulator.bulk.jobs.QueryJobs;
import io.pushwave.simulator.bulk.queue.BulkSettings;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Bodies;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.query.BulkQuery;
import io.pushwave.simulator.query.objects.PublisherOrg;
import io.pushwave.simulator.query.objects.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** {@code jobs/query}: Bulk API 2.0 for queries. */
public final class BulkQueryEndpoints extends JobEndpoints<QueryJob> {
    private static final Set<String> CREATE_MEMBERS =
            Set.of("operation", "query", "contentType", "lineEnding", "columnDelimiter");

    private final QueryJobs jobs;
    private final Schema schema;
    private final PublisherOrg org;
    private final BulkSettings settings;

    public BulkQueryEndpoints(
            PackagingPlatform platform, QueryJobs jobs, Schema schema, PublisherOrg org, BulkSettings settings) {
        super(platform, jobs, "V2Query", "/jobs/query");
        this.jobs = jobs;
        this.schema = schema;
        this.org = org;
        this.settings = settings;
    }

    Reply create(Call call) {
        var version = BulkJson.version(call);
        var body = Bodies.object(call);
        BulkJson.requireOnly(body, CREATE_MEMBERS);
        var operation = operation(body);
        var soql = bulk.required(body, "query");
        var form = bulk.form(body);
        return created(jobs.create(description(operation, soql, form, version)));
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
            var query = BulkQuery.compile(schema.at(version), platform.settings(), soql);
            return new QueryDescription(operation, soql, query, form, version);
        } catch (BulkQuery.RefusedQueryException refused) {
            throw new ApiException(400, refused.refusal());
        }
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

    Reply abort(Call call) {
        var job = find(call);
        if (!stateAskedFor(call).equals("Aborted")) {
            throw refusedState(call);
        }
        BulkJson.orThrow(jobs.abort(job));
        return summary(job);
    }

    Reply results(Call call) {
        var job = find(call);
        var created = job.description().version();
        if (!created.equals(BulkJson.version(call))) {
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

    @Override
    void write(JsonGenerator json, QueryJob job, boolean withType) throws IOException {
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
            writeType(json);
        }
        BulkJson.writeForm(json, description.form());
    }
}
