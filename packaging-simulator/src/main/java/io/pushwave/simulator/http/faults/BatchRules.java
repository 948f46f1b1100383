package io.pushwave.simulator.http.faults;

import io.pushwave.simulator.bulk.BulkJobs;
import io.pushwave.simulator.bulk.batches.AsyncJobs;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.faults.FaultRule;
import io.pushwave.simulator.faults.FaultRules;
import io.pushwave.simulator.faults.RecordFault;
import io.pushwave.simulator.faults.Subject;
import io.pushwave.simulator.faults.Subject.Kind;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rules of misbehaviour do to batches of bulk jobs. A batch is looked at as a call with a method of its own, at the path of its job. */
public final class BatchRules {
    private final FaultRules rules;
    private final PackagingPlatform platform;
    private @Nullable AsyncJobs async;

    public BatchRules(FaultRules rules, PackagingPlatform platform) {
        this.rules = rules;
        this.platform = platform;
    }

    /** Looks at the batches of these jobs. */
    public void watch(BulkJobs jobs) {
        async = jobs.async();
        jobs.alsoTimesOut((job, batch, _) ->
                strike(Kind.BULK_ATTEMPT, job, batch, Optional.empty()).isPresent());
        jobs.async()
                .alsoRefuses((job, batch, soql) -> strike(Kind.BULK_QUERY, job, batch, Optional.of(soql))
                        .map(strike -> Misbehaviour.ofQuery(strike.effect()))
                        .orElse(null));
    }

    /** Which records of a batch fail. */
    public @Nullable RecordFault records(int job, int batch) {
        return strike(Kind.BULK_BATCH, job, batch, Optional.empty())
                .map(FaultRule.Strike::records)
                .orElse(null);
    }

    private Optional<FaultRule.Strike> strike(Kind kind, int job, int batch, Optional<String> query) {
        return rules.strike(
                new Subject(Subject.BATCH, path(job, batch), query, kind, Instant.ofEpochMilli(platform.now())));
    }

    private String path(int job, int batch) {
        var jobId = SalesforceId.longId(SalesforceId.BULK_JOB, job + 1L);
        var batchId = async == null ? null : async.batchId(job, batch);
        return batchId == null
                ? "/services/data/jobs/ingest/" + jobId + "/batches/" + batch
                : "/services/async/job/" + jobId + "/batch/" + batchId;
    }
}
