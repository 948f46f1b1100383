package io.pushwave.simulator.bulk;

import io.pushwave.simulator.bulk.IngestState.BatchAttempt;
import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.SeededDraw;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The ingest jobs: what clients may do with them, and how they are worked off.
 *
 * <p>A job waits in the queue, then its batches are worked off one after the other; all records of a batch are written at the
 * moment at which it is done. Whoever owns the platform lets time pass here too, with {@link BulkJobs#advanceTo}; the same calls at
 * the same simulated times have the same effects. Not thread-safe.
 */
public final class IngestJobs {
    static final Refusal ALREADY_ENDED = Refusal.of("INVALIDJOBSTATE", "Aborting already Completed Job not allowed");

    /** The words are documented for query jobs. */
    static final Refusal NOT_TERMINATED =
            Refusal.of("API_ERROR", "Error encountered when deleting the job because the job is not terminated");

    private final BulkSettings settings;
    private final PackagingPlatform platform;
    private final RecordSink sink;
    private final JobShelf shelf;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingInt(Due::job));
    private final RollingRecords quota = new RollingRecords();
    private BatchFate fate;

    IngestJobs(BulkSettings settings, PackagingPlatform platform, RecordSink sink, JobShelf shelf) {
        this.settings = settings;
        this.platform = platform;
        this.sink = sink;
        this.shelf = shelf;
        this.fate = (job, batch, attempt) ->
                SeededDraw.unit(SeededDraw.bits(platform.settings().seed(), job, batch, attempt))
                        < settings.timeoutShare();
    }

    /** Lets attempts time out that would not by themselves. */
    public void alsoTimesOut(BatchFate other) {
        var before = fate;
        fate = (job, batch, attempt) -> before.timesOut(job, batch, attempt) || other.timesOut(job, batch, attempt);
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

    /** The job with an id of 15 or 18 characters, or {@code null}. */
    public @Nullable IngestJob find(String id) {
        return shelf.find(id, IngestJob.class);
    }

    /** A page of jobs from a number on, oldest first. */
    public JobPage<IngestJob> page(int from, int most) {
        return shelf.page(from, most, IngestJob.class);
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
        due.add(new Due(beginsAt, job.number()));
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

    /** Forgets a job with all its data; answers why not. */
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

    /** When a job goes on next, or {@link Long#MAX_VALUE}. */
    long nextAt() {
        var next = due.peek();
        return next == null ? Long.MAX_VALUE : next.at();
    }

    /** Lets the platform's time pass to {@link #nextAt} and does what is due then. */
    void workOffNext() {
        var next = due.remove();
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

    void save(DataOutput out) throws IOException {
        quota.save(out);
    }

    /** Reads what {@link #save} wrote, and plans what the jobs on the shelf wait for. */
    void restore(DataInput in) throws IOException {
        quota.restore(in);
        for (var job : shelf.all(IngestJob.class)) {
            switch (job.state()) {
                case IngestState.UploadComplete(long _, long beginsAt) -> due.add(new Due(beginsAt, job.number()));
                case IngestState.InProgress(long _, long _, var attempt) ->
                    due.add(new Due(attempt.endsAt(), job.number()));
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
        } catch (CsvFault fault) {
            job.enter(queued.fail(now, fault.text()), now);
        }
    }

    private BatchAttempt attempt(IngestJob job, int batch, int attempt) {
        boolean timesOut = fate.timesOut(job.number(), batch, attempt);
        long endsAt = platform.now() + (timesOut ? settings.batchTimeout() : settings.batchTime()).toMillis();
        due.add(new Due(endsAt, job.number()));
        return new BatchAttempt(batch, attempt, timesOut, endsAt);
    }

    private void endAttempt(IngestJob job, IngestState.InProgress running) {
        long now = platform.now();
        var ended = running.attempt();
        if (ended.timesOut()) {
            if (ended.attempt() == settings.batchRetries()) {
                job.enter(
                        running.fail(
                                now, "InternalServerError : Retried more than " + settings.batchRetries() + " times"),
                        now);
            } else {
                job.countRetry();
                job.enter(running.next(attempt(job, ended.batch(), ended.attempt() + 1)), now);
            }
            return;
        }
        int records = job.file().recordsOf(ended.batch());
        if (quota.used(now) + records > settings.dailyRecords()) {
            job.enter(running.fail(now, quotaExceeded()), now);
            return;
        }
        quota.add(now, records);
        sink.begin(job.number(), ended.batch());
        job.workOff(sink);
        boolean last = ended.batch() + 1 == job.file().batches();
        job.enter(last ? running.complete(now) : running.next(attempt(job, ended.batch() + 1, 0)), now);
    }

    private String quotaExceeded() {
        return "ExceededQuota : Maximum of " + settings.dailyRecords() + " records in 24 hours exceeded";
    }
}
