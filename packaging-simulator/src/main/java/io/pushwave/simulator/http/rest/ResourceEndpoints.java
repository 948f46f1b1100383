package io.pushwave.simulator.http.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pushwave.simulator.http.ApiVersion;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.usage.ApiBudget;
import java.io.IOException;
import java.util.List;
import java.util.function.IntSupplier;

/** What the API consists of: its versions, the resources of a version, the limits of the org. */
public final class ResourceEndpoints {
    private static final List<String> RESOURCES =
            List.of("tooling", "query", "queryAll", "sobjects", "limits", "composite");
    private static final List<String> TOOLING_RESOURCES = List.of("query", "sobjects");

    /** Limits that nothing here uses up, with the figures of the documentation's example. */
    private static final List<Limit> UNUSED = List.of(
            new Limit("ActiveScratchOrgs", 3),
            new Limit("ConcurrentAsyncGetReportInstances", 200),
            new Limit("ConcurrentSyncReportRuns", 20),
            new Limit("DailyAsyncApexExecutions", 250_000),
            new Limit("DailyBulkV2QueryFileStorageMB", 976_562),
            new Limit("DailyBulkV2QueryJobs", 10_000),
            new Limit("DailyScratchOrgs", 6),
            new Limit("DataStorageMB", 1_024),
            new Limit("FileStorageMB", 1_024),
            new Limit("Package2VersionCreates", 6),
            new Limit("Package2VersionCreatesWithoutValidation", 500));

    private final ApiBudget budget;
    private final Limit batches;
    private final IntSupplier batchesLeft;
    private final Identity identity;

    private record Limit(String name, int maximum) {}

    /** Where a client learns who it is. */
    @FunctionalInterface
    public interface Identity {
        String url(Call call);
    }

    /**
     * The resources of an org.
     *
     * @param dailyBatches batches of bulk jobs in 24 hours
     * @param batchesLeft how many of them may still come
     */
    public ResourceEndpoints(ApiBudget budget, int dailyBatches, IntSupplier batchesLeft, Identity identity) {
        this.budget = budget;
        this.batches = new Limit("DailyBulkApiBatches", dailyBatches);
        this.batchesLeft = batchesLeft;
        this.identity = identity;
    }

    public static Reply versions(Call call) {
        return Reply.ok(json -> {
            json.writeStartArray();
            for (int number = ApiVersion.FIRST; number <= ApiVersion.LAST; number++) {
                json.writeStartObject();
                json.writeStringField("label", "API " + number);
                json.writeStringField("url", "/services/data/v" + number + ".0");
                json.writeStringField("version", number + ".0");
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    Reply resources(Call call) {
        var root = "/services/data/" + call.variable("version");
        return Reply.ok(json -> {
            json.writeStartObject();
            writeResources(json, root, RESOURCES);
            json.writeStringField("identity", identity.url(call));
            json.writeEndObject();
        });
    }

    Reply tooling(Call call) {
        return list("/services/data/" + call.variable("version") + "/tooling", TOOLING_RESOURCES);
    }

    /** The resources of {@code composite}. */
    Reply composite(Call call) {
        return list("/services/data/" + call.variable("version") + "/composite", List.of("tree", "batch", "sobjects"));
    }

    private static Reply list(String root, List<String> resources) {
        return Reply.ok(json -> {
            json.writeStartObject();
            writeResources(json, root, resources);
            json.writeEndObject();
        });
    }

    private static void writeResources(JsonGenerator json, String root, List<String> resources) throws IOException {
        for (var resource : resources) {
            json.writeStringField(resource, root + "/" + resource);
        }
    }

    Reply limits(Call call) {
        return Reply.ok(json -> {
            json.writeStartObject();
            write(json, new Limit("DailyApiRequests", budget.limit()), budget.limit() - budget.used());
            write(json, batches, batchesLeft.getAsInt());
            for (var limit : UNUSED) {
                write(json, limit, limit.maximum());
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Limit limit, int remaining) throws IOException {
        json.writeObjectFieldStart(limit.name());
        json.writeNumberField("Max", limit.maximum());
        json.writeNumberField("Remaining", remaining);
        json.writeEndObject();
    }
}
