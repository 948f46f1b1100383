package io.pushwave.simulator.http.async;

import io.pushwave.simulator.bulk.batches.AsyncBatch;
import io.pushwave.simulator.bulk.batches.AsyncBatchState;
import io.pushwave.simulator.bulk.batches.AsyncContent;
import io.pushwave.simulator.bulk.batches.AsyncJob;
import io.pushwave.simulator.bulk.batches.AsyncJobs;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.bulk.BulkJson;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code async/…/job/{job}/batch}: the batches of jobs of Bulk API 1.0, and what became of them. */
public final class AsyncBatchEndpoints {
    private static final int SEGMENTS_OF_BATCHES = 6;

    private final PackagingPlatform platform;
    private final AsyncJobs jobs;
    private final AsyncJobEndpoints parents;

    AsyncBatchEndpoints(PackagingPlatform platform, AsyncJobs jobs, AsyncJobEndpoints parents) {
        this.platform = platform;
        this.jobs = jobs;
        this.parents = parents;
    }

    /** Whether a call adds a batch, which may be larger than other bodies. */
    public static boolean isUpload(String method, List<String> segments) {
        return method.equals("POST")
                && segments.size() == SEGMENTS_OF_BATCHES
                && segments.get(1).equalsIgnoreCase("async")
                && segments.get(SEGMENTS_OF_BATCHES - 1).equalsIgnoreCase("batch");
    }

    /** The refusal of a batch that is longer than it may be; the words are from a thread. */
    public static Reply tooLarge(int most, String contentType) {
        var form = contentType.toLowerCase(Locale.ROOT).startsWith(AsyncContent.JSON.mediaType())
                ? AsyncForm.JSON
                : AsyncForm.XML;
        return form.error(
                400, Refusal.of("ClientInputError", "Failed to read request. Exceeded max size limit of " + most));
    }

    Reply add(Call call) {
        var job = parents.find(call);
        var type = AsyncBodies.mediaType(call);
        var content = job.description().content();
        if (!type.isEmpty() && !type.equals(content.mediaType()) && !isXml(type, content)) {
            throw refused(UnverifiedAnswer.ASYNC_TYPE_REFUSED, type, content);
        }
        var data = AsyncBodies.utf8(call);
        if (data.length == 0) {
            throw new ApiException(400, "ClientInputError", "Unable to find any data to create batch");
        }
        BulkJson.orThrow(jobs.batchRefusal(job, data));
        return form(job).members(201, "batchInfo", members(job, jobs.add(job, data)));
    }

    private static boolean isXml(String type, AsyncContent content) {
        return content == AsyncContent.XML && type.equals("text/xml");
    }

    Reply list(Call call) {
        var job = parents.find(call);
        return form(job)
                .list(
                        "batchInfoList",
                        "batchInfo",
                        job.batches().stream().map(batch -> members(job, batch)).toList());
    }

    Reply get(Call call) {
        var job = parents.find(call);
        return form(job).members(200, "batchInfo", members(job, find(call, job)));
    }

    /** What the batch was sent with. */
    Reply request(Call call) {
        var job = parents.find(call);
        return AsyncForm.text(job.description().content(), find(call, job).data());
    }

    /** What became of the records, or the ids of a query's results. */
    Reply result(Call call) {
        var job = parents.find(call);
        var batch = completed(call, job);
        return batch.rows() == null
                ? AsyncResults.of(jobs, job, batch)
                : form(job).results(List.of(batch.resultId()));
    }

    /** The rows that a query found. */
    Reply rows(Call call) {
        var job = parents.find(call);
        var batch = completed(call, job);
        byte @Nullable [] rows = batch.rows();
        if (rows == null || !batch.resultId().equals(call.variable("result"))) {
            throw refused(UnverifiedAnswer.ASYNC_BATCH_UNKNOWN, call.variable("result"));
        }
        return AsyncForm.text(job.description().content(), rows);
    }

    /** A batch that has results. The refusal of one that has failed is in the tests of Salesforce's own client library. */
    private AsyncBatch completed(Call call, AsyncJob job) {
        var batch = find(call, job);
        return switch (batch.state()) {
            case AsyncBatchState.Completed _ -> batch;
            case AsyncBatchState.Failed _ -> throw new ApiException(400, "InvalidBatch", "Records not processed");
            case AsyncBatchState.Queued _, AsyncBatchState.InProgress _, AsyncBatchState.NotProcessed _ ->
                throw refused(
                        UnverifiedAnswer.ASYNC_RESULTS_REFUSED, batch.state().apiName());
        };
    }

    private AsyncBatch find(Call call, AsyncJob job) {
        var id = call.variable("batch");
        var batch = job.batch(id);
        if (batch == null) {
            throw refused(UnverifiedAnswer.ASYNC_BATCH_UNKNOWN, id);
        }
        return batch;
    }

    private ApiException refused(UnverifiedAnswer which, Object... values) {
        return new ApiException(400, platform.settings().answer(which, values));
    }

    private static AsyncForm form(AsyncJob job) {
        return AsyncForm.of(job.description().content());
    }

    private Map<String, Object> members(AsyncJob job, AsyncBatch batch) {
        var members = new LinkedHashMap<String, Object>();
        members.put("id", batch.id());
        members.put("jobId", job.id());
        members.put("state", batch.state().apiName());
        if (batch.state() instanceof AsyncBatchState.Failed(var _, var _, var message)) {
            members.put("stateMessage", message);
        }
        members.put("createdDate", Instant.ofEpochMilli(batch.createdAt()));
        members.put("systemModstamp", Instant.ofEpochMilli(batch.modifiedAt()));
        members.put("numberRecordsProcessed", batch.recordsProcessed());
        members.put("numberRecordsFailed", batch.recordsFailed());
        long active = batch.state().activeMillis(platform.now());
        members.put("totalProcessingTime", active);
        members.put("apiActiveProcessingTime", active);
        members.put("apexProcessingTime", 0);
        return members;
    }
}
