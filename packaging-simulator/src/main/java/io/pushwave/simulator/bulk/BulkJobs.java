package io.pushwave.simulator.bulk;

import io.pushwave.simulator.bulk.batches.AsyncContent;
import io.pushwave.simulator.bulk.batches.AsyncJob;
import io.pushwave.simulator.bulk.batches.AsyncJobs;
import io.pushwave.simulator.bulk.batches.AsyncWorkshop;
import io.pushwave.simulator.bulk.jobs.IngestJob;
import io.pushwave.simulator.bulk.jobs.IngestJobs;
import io.pushwave.simulator.bulk.jobs.QueryJob;
import io.pushwave.simulator.bulk.jobs.QueryJobs;
import io.pushwave.simulator.bulk.queue.BatchAttempts;
import io.pushwave.simulator.bulk.queue.BatchFate;
import io.pushwave.simulator.bulk.queue.BulkQuota;
import io.pushwave.simulator.bulk.queue.BulkSettings;
import io.pushwave.simulator.bulk.queue.JobKind;
import io.pushwave.simulator.bulk.queue.JobShelf;
import io.pushwave.simulator.bulk.queue.KeptJob;
import io.pushwave.simulator.bulk.queue.WaitingWork;
import io.pushwave.simulator.bulk.records.RecordFormat;
import io.pushwave.simulator.bulk.records.RecordSink;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.query.objects.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** All bulk jobs, of both APIs, and the platform's time as it passes for them. */
public final class BulkJobs {
    private final PackagingPlatform platform;
    private final Schema schema;
    private final IngestJobs ingest;
    private final QueryJobs queries;
    private final AsyncJobs async;
    private final JobShelf shelf;
    private final BatchAttempts attempts;
    private final BulkQuota quota;
    private final List<WaitingWork> waiting;

    /**
     * No jobs so far.
     *
     * @param sink where the records of jobs go
     * @param formats what batches of Bulk API 1.0 are written in
     */
    public BulkJobs(
            BulkSettings settings,
            PackagingPlatform platform,
            Schema schema,
            RecordSink sink,
            Map<AsyncContent, RecordFormat> formats) {
        this.schema = schema;
        this.platform = platform;
        shelf = new JobShelf(settings, platform);
        attempts = new BatchAttempts(settings, platform);
        quota = new BulkQuota(settings);
        ingest = new IngestJobs(settings, platform, sink, shelf, attempts, quota);
        queries = new QueryJobs(settings, platform, shelf);
        async = new AsyncJobs(
                settings,
                platform,
                shelf,
                attempts,
                quota,
                new AsyncWorkshop(settings, platform, schema, sink, formats, quota));
        waiting = List.of(ingest, queries, async);
    }

    public IngestJobs ingest() {
        return ingest;
    }

    public QueryJobs queries() {
        return queries;
    }

    /** The jobs of Bulk API 1.0. */
    public AsyncJobs async() {
        return async;
    }

    public BulkQuota quota() {
        return quota;
    }

    /** Lets attempts at batches time out that would not by themselves. */
    public void alsoTimesOut(BatchFate fate) {
        attempts.alsoTimesOut(fate);
    }

    /** Writes all jobs with their files, outcomes and results. */
    public void save(DataOutput out) throws IOException {
        Columns.section(out, "bulk");
        shelf.save(out);
        quota.save(out);
        async.save(out);
    }

    /** Reads what {@link #save} wrote; these must be new. */
    public void restore(DataInput in) throws IOException {
        Columns.expectSection(in, "bulk");
        shelf.restore(in, kind -> load(kind, in));
        quota.restore(in);
        ingest.restore();
        queries.restore();
        async.restore(in);
    }

    private KeptJob load(JobKind kind, DataInput in) throws IOException {
        return switch (kind) {
            case INGEST -> IngestJob.load(in, schema);
            case QUERY -> QueryJob.load(in, schema);
            case ASYNC -> AsyncJob.load(in, schema);
        };
    }

    /**
     * Lets everything happen that is due up to a time, on the platform and in the jobs, in the order of due times; what is due
     * at the same time, kind by kind.
     */
    public void advanceTo(long time) {
        for (var next = next(); next.nextAt() <= time; next = next()) {
            next.workOffNext();
        }
        platform.advanceTo(time);
    }

    private WaitingWork next() {
        var first = waiting.getFirst();
        for (var each : waiting) {
            if (each.nextAt() < first.nextAt()) {
                first = each;
            }
        }
        return first;
    }
}
