package io.pushwave.simulator.bulk.jobs;

import io.pushwave.simulator.bulk.csv.DataFault;
import io.pushwave.simulator.bulk.queue.BatchAttempt;
import io.pushwave.simulator.bulk.queue.BatchAttempts;
import io.pushwave.simulator.bulk.queue.BulkQuota;
import io.pushwave.simulator.bulk.queue.BulkSettings;
import io.pushwave.simulator.bulk.queue.JobShelf;
import io.pushwave.simulator.bulk.records.IngestDescription;
import io.pushwave.simulator.bulk.records.RecordSink;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import org.jspecify.annotations.Nullable;

/**
 * The ingest jobs: what clients may do with them, and how they are worked off.
 *
 * <p>A job waits in the queue, then its batches are worked off one after the other; all records of a batch are written at the
 * moment at which it is done. Whoever owns the platform lets time pass here too, with {@code BulkJobs.advanceTo}; the same calls at
 * the same simulated times have the same effects. Not thread-safe.
 */
public final class IngestJobs extends JobsOfKind<IngestJob> {
    static final Refusal ALREADY_ENDED = Refusal.of("INVALIDJOBSTATE", "Aborting already Completed Job not allowed");

    /** The words are documented for query jobs. */
    static final Refusal NOT_TERMINATED =
            Refusal.of("API_ERROR", "Error encountered when deleting the job because the job is not terminated");

    private final BulkSettings settings;
    private final RecordSink sink;
    private final BatchAttempts attempts;
    private final BulkQuota quota;

    public IngestJobs(
            BulkSettings settings,
            PackagingPlatform platform,
            RecordSink sink,
            JobShelf shelf,
            BatchAttempts attempts,
            BulkQuota quota) {
        super(platform, shelf, IngestJob.class);
        this.settings = settings;
        this.sink = sink;
        this.attempts = attempts;
        this.quota = quota;
    }

    /** Creates a job, or answers {@code null} if no more are kept and none of them has ended. */
    public @Nullable IngestJob create(IngestDescription description) {
        int number = shelf.takeNumber();
        if (number < 0) {
            return null;
        }
        var job = new IngestJob(number, description, platform.now());
        shelf.put(job);
        return job;
    }

    /** Takes a job's file; answers why not. */
    public @Nullable Refusal upload(IngestJob job, byte[] data) {
        if (!(job.state() instanceof IngestState.Open)) {
            return refused(UnverifiedAnswer.BULK_UPLOAD_REFUSED, job);
        }
        if (job.isUploaded()) {
            return Refusal.of(
                    "INVALIDJOB",
                    "Found multiple contents for job: <" + job.id()
                            + ">, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you"
                            + " only do 'PUT' once on a given Job.");
        }
        if (!shelf.makeRoom(data.length)) {
            return platform.settings().answer(UnverifiedAnswer.BULK_STORAGE_REFUSED);
        }
        job.upload(data, platform.now());
        return null;
    }

    /** Ends the upload; answers why not. */
    public @Nullable Refusal close(IngestJob job) {
        if (!(job.state() instanceof IngestState.Open open)) {
            return refused(UnverifiedAnswer.BULK_CLOSE_REFUSED, job);
        }
        long now = platform.now();
        long beginsAt = now + settings.queueTime().toMillis();
        job.enter(open.close(now, beginsAt), now);
        due.add(beginsAt, job.number());
        return null;
    }

    /** Stops a job; answers why not. What was written stays. */
    public @Nullable Refusal abort(IngestJob job) {
        if (job.hasEnded()) {
            return ALREADY_ENDED;
        }
        job.abort(platform.now());
        return null;
    }

    @Override
    public @Nullable Refusal delete(IngestJob job) {
        boolean deletable = job.hasEnded() || job.state() instanceof IngestState.UploadComplete;
        if (!deletable) {
            return NOT_TERMINATED;
        }
        shelf.remove(job);
        return null;
    }

    /** Why there are no results of a job yet, or {@code null}. */
    public @Nullable Refusal resultsRefusal(IngestJob job) {
        return job.hasEnded() ? null : refused(UnverifiedAnswer.BULK_RESULTS_REFUSED, job);
    }

    private Refusal refused(UnverifiedAnswer which, IngestJob job) {
        return platform.settings().answer(which, job.state().apiName());
    }

    @Override
    public void workOffNext() {
        var next = due.take();
        platform.advanceTo(next.at());
        var job = shelf.get(next.job(), IngestJob.class);
        if (job == null) {
            return;
        }
        switch (job.state()) {
            case IngestState.UploadComplete queued when queued.beginsAt() == next.at() -> begin(job, queued);
            case IngestState.InProgress running
            when running.attempt().endsAt() == next.at() -> endAttempt(job, running);
            case IngestState.Open _,
                    IngestState.UploadComplete _,
                    IngestState.InProgress _,
                    IngestState.JobComplete _,
                    IngestState.Failed _,
                    IngestState.Aborted _ -> {
                // Aborted since this was planned.
            }
        }
    }

    /** Plans what the jobs on the shelf wait for. */
    public void restore() {
        for (var job : shelf.all(IngestJob.class)) {
            switch (job.state()) {
                case IngestState.UploadComplete(long _, long beginsAt) -> due.add(beginsAt, job.number());
                case IngestState.InProgress(long _, long _, var attempt) -> due.add(attempt.endsAt(), job.number());
                case IngestState.Open _, IngestState.JobComplete _, IngestState.Failed _, IngestState.Aborted _ -> {
                    // Nothing happens to it by itself.
                }
            }
        }
    }

    private void begin(IngestJob job, IngestState.UploadComplete queued) {
        long now = platform.now();
        try {
            var file = job.open(settings.batchRecords());
            if (file.batches() == 0) {
                job.enter(queued.complete(now), now);
            } else {
                job.enter(queued.begin(attempt(job, 0, 0)), now);
            }
        } catch (DataFault fault) {
            job.enter(queued.fail(now, fault.text()), now);
        }
    }

    private BatchAttempt attempt(IngestJob job, int batch, int attempt) {
        var begun = attempts.begin(job.number(), batch, attempt);
        due.add(begun.endsAt(), job.number());
        return begun;
    }

    private void endAttempt(IngestJob job, IngestState.InProgress running) {
        long now = platform.now();
        var ended = running.attempt();
        if (ended.timesOut()) {
            if (ended.attempt() == settings.batchRetries()) {
                job.enter(running.fail(now, BatchAttempts.tooManyRetries(settings.batchRetries())), now);
            } else {
                job.countRetry();
                job.enter(running.next(attempt(job, ended.batch(), ended.attempt() + 1)), now);
            }
            return;
        }
        var exceeded = takeQuota(job.file().recordsOf(ended.batch()), now);
        if (exceeded != null) {
            job.enter(running.fail(now, exceeded), now);
            return;
        }
        sink.begin(job.number(), ended.batch());
        job.workOff(sink);
        boolean last = ended.batch() + 1 == job.file().batches();
        job.enter(last ? running.complete(now) : running.next(attempt(job, ended.batch() + 1, 0)), now);
    }

    private @Nullable String takeQuota(int records, long now) {
        var noBatch = quota.takeBatch(now);
        return noBatch == null ? quota.takeRecords(now, records) : noBatch;
    }
}
