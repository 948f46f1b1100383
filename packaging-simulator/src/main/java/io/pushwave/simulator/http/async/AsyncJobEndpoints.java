package io.pushwave.simulator.http.async;

import io.pushwave.simulator.bulk.batches.AsyncBatch;
import io.pushwave.simulator.bulk.batches.AsyncBatchState;
import io.pushwave.simulator.bulk.batches.AsyncContent;
import io.pushwave.simulator.bulk.batches.AsyncDescription;
import io.pushwave.simulator.bulk.batches.AsyncJob;
import io.pushwave.simulator.bulk.batches.AsyncJobState;
import io.pushwave.simulator.bulk.batches.AsyncJobs;
import io.pushwave.simulator.bulk.batches.AsyncWork;
import io.pushwave.simulator.bulk.records.IngestOperation;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.bulk.BulkJson;
import io.pushwave.simulator.http.bulk.LoadTargets;
import io.pushwave.simulator.query.objects.PublisherOrg;
import io.pushwave.simulator.query.objects.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code async/…/job}: the jobs of Bulk API 1.0. */
final class AsyncJobEndpoints {
    private static final Set<String> CREATE_MEMBERS =
            Set.of("operation", "object", "contentType", "concurrencyMode", "externalIdFieldName", "assignmentRuleId");
    private static final Set<String> CHANGE_MEMBERS = Set.of("id", "state");

    private final PackagingPlatform platform;
    private final AsyncJobs jobs;
    private final LoadTargets targets;
    private final PublisherOrg org;

    AsyncJobEndpoints(PackagingPlatform platform, AsyncJobs jobs, Schema schema, PublisherOrg org) {
        this.platform = platform;
        this.jobs = jobs;
        this.targets = new LoadTargets(platform.settings(), schema);
        this.org = org;
    }

    Reply create(Call call) {
        var info = AsyncBodies.jobInfo(call);
        requireOnly(info, CREATE_MEMBERS);
        var version = "v" + call.variable("version");
        var work = work(info, version);
        boolean chunked =
                !call.header("sforce-enable-pkchunking").orElse("false").equalsIgnoreCase("false");
        if (chunked && work instanceof AsyncWork.Query) {
            throw refused(UnverifiedAnswer.ASYNC_CHUNKING_REFUSED, work.table().name());
        }
        boolean retried = !call.header("sforce-disable-batch-retry").orElse("").equalsIgnoreCase("true");
        var job = jobs.create(new AsyncDescription(work, content(info), isSerial(info), retried, version));
        if (job == null) {
            throw refused(UnverifiedAnswer.BULK_STORAGE_REFUSED);
        }
        // There is no job yet for which the form could be that of its content.
        return AsyncForm.of(call).members(201, "jobInfo", members(job));
    }

    /** Thread: a member that only Salesforce sets is refused with its name. */
    private static void requireOnly(Map<String, String> info, Set<String> members) {
        for (var name : info.keySet()) {
            if (!members.contains(name) && !name.isEmpty()) {
                throw new ApiException(
                        400,
                        "InvalidJob",
                        Character.toUpperCase(name.charAt(0)) + name.substring(1) + " cannot be specified");
            }
        }
    }

    private AsyncWork work(Map<String, String> info, String version) {
        var name = info.getOrDefault("operation", "");
        var object = info.getOrDefault("object", "");
        if (name.equals("query") || name.equals("queryAll")) {
            return new AsyncWork.Query(name, targets.any(object, version));
        }
        var operation = targets.operation(name, object);
        if (operation == null) {
            throw refused(UnverifiedAnswer.ASYNC_VALUE_REFUSED, "operation", name);
        }
        var table = targets.writable(object, version);
        if (operation == IngestOperation.UPSERT) {
            LoadTargets.requireIdField(Optional.of(info.getOrDefault("externalIdFieldName", "")), table);
        }
        return new AsyncWork.Load(operation, table);
    }

    /** Documented: XML if the job does not say. Binary attachments are not simulated; no object here has any. */
    private AsyncContent content(Map<String, String> info) {
        var name = info.getOrDefault("contentType", AsyncContent.XML.name());
        for (var content : AsyncContent.values()) {
            if (content.name().equals(name)) {
                return content;
            }
        }
        throw refused(UnverifiedAnswer.ASYNC_VALUE_REFUSED, "contentType", name);
    }

    private boolean isSerial(Map<String, String> info) {
        var mode = info.getOrDefault("concurrencyMode", "Parallel");
        return switch (mode) {
            case "Parallel" -> false;
            case "Serial" -> true;
            default -> throw refused(UnverifiedAnswer.ASYNC_VALUE_REFUSED, "concurrencyMode", mode);
        };
    }

    Reply get(Call call) {
        return summary(find(call));
    }

    Reply change(Call call) {
        var job = find(call);
        var info = AsyncBodies.jobInfo(call);
        requireOnly(info, CHANGE_MEMBERS);
        var state = info.getOrDefault("state", "");
        BulkJson.orThrow(jobs.enter(
                job,
                switch (state) {
                    case "Closed" -> AsyncJobState.CLOSED;
                    case "Aborted" -> AsyncJobState.ABORTED;
                    default -> throw refused(UnverifiedAnswer.ASYNC_VALUE_REFUSED, "state", state);
                }));
        return summary(job);
    }

    /**
     * The job of a call.
     *
     * @throws ApiException if there is none, or it was created with another version of the API
     */
    AsyncJob find(Call call) {
        var id = call.variable("job");
        var job = jobs.find(id);
        if (job == null) {
            throw refused(UnverifiedAnswer.ASYNC_JOB_UNKNOWN, id);
        }
        var created = job.description().version().substring(1);
        if (!created.equals(call.variable("version"))) {
            throw refused(UnverifiedAnswer.ASYNC_VERSION_REFUSED, created);
        }
        return job;
    }

    private ApiException refused(UnverifiedAnswer which, Object... values) {
        return new ApiException(400, platform.settings().answer(which, values));
    }

    private Reply summary(AsyncJob job) {
        return AsyncForm.of(job.description().content()).members(200, "jobInfo", members(job));
    }

    private Map<String, Object> members(AsyncJob job) {
        long now = platform.now();
        var description = job.description();
        var members = new LinkedHashMap<String, Object>();
        members.put("id", job.id());
        members.put("operation", description.work().operation());
        members.put("object", description.work().table().name());
        members.put("createdById", org.userId());
        members.put("createdDate", Instant.ofEpochMilli(job.createdAt()));
        members.put("systemModstamp", Instant.ofEpochMilli(job.modifiedAt()));
        members.put("state", job.state().apiName());
        if (description.work() instanceof AsyncWork.Load(var what, var _) && what == IngestOperation.UPSERT) {
            members.put("externalIdFieldName", "Id");
        }
        members.put("concurrencyMode", description.serial() ? "Serial" : "Parallel");
        members.put("contentType", description.content().name());
        members.put("numberBatchesQueued", job.count(AsyncBatchState.Queued.class));
        members.put("numberBatchesInProgress", job.count(AsyncBatchState.InProgress.class));
        members.put("numberBatchesCompleted", job.count(AsyncBatchState.Completed.class));
        members.put("numberBatchesFailed", job.count(AsyncBatchState.Failed.class));
        members.put("numberBatchesTotal", job.batches().size());
        members.put("numberRecordsProcessed", job.sum(AsyncBatch::recordsProcessed));
        members.put("numberRetries", job.sum(AsyncBatch::retries));
        members.put("apiVersion", Double.valueOf(description.version().substring(1)));
        members.put("numberRecordsFailed", job.sum(AsyncBatch::recordsFailed));
        long active = job.sum(batch -> batch.state().activeMillis(now));
        members.put("totalProcessingTime", active);
        members.put("apiActiveProcessingTime", active);
        members.put("apexProcessingTime", 0);
        return members;
    }
}
