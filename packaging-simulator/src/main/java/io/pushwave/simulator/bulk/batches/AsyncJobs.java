package io.pushwave.simulator.bulk.batches;

import io.pushwave.simulator.bulk.batches.AsyncBatchState.InProgress;
import io.pushwave.simulator.bulk.batches.AsyncBatchState.Queued;
import io.pushwave.simulator.bulk.queue.BatchAttempt;
import io.pushwave.simulator.bulk.queue.BatchAttempts;
import io.pushwave.simulator.bulk.queue.BulkQuota;
import io.pushwave.simulator.bulk.queue.BulkSettings;
import io.pushwave.simulator.bulk.queue.DueQueue;
import io.pushwave.simulator.bulk.queue.JobShelf;
import io.pushwave.simulator.bulk.queue.WaitingWork;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of Bulk API 1.0: what clients may do with them, and how their batches are worked off.
 *
 * <p>Each batch waits in the queue by itself from when it comes, whether its job is open or closed. What a batch does, it does
 * at the moment at which it is done. Not thread-safe.
 */
public final class AsyncJobs implements WaitingWork {
    /** Documented: no batches can be added to a job that is older. */
    static final Duration OPEN_FOR = Duration.ofHours(24);

    private final BulkSettings settings;
    private final PackagingPlatform platform;
    private final JobShelf shelf;
    private final BatchAttempts attempts;
    private final BulkQuota quota;
    private final AsyncWorkshop workshop;
    private final DueQueue due = new DueQueue();
    private long batchesCreated;

    public AsyncJobs(
            BulkSettings settings,
            PackagingPlatform platform,
            JobShelf shelf,
            BatchAttempts attempts,
            BulkQuota quota,
            AsyncWorkshop workshop) {
        this.settings = settings;
        this.platform = platform;
        this.shelf = shelf;
        this.attempts = attempts;
        this.quota = quota;
        this.workshop = workshop;
    }

    /** Lets queries be refused that would not by themselves. */
    public void alsoRefuses(QueryFate fate) {
        workshop.alsoRefuses(fate);
    }

    /** Creates a job, or answers {@code null} if no more are kept and none of them has ended. */
    public @Nullable AsyncJob create(AsyncDescription description) {
        int number = shelf.takeNumber();
        if (number < 0) {
            return null;
        }
        var job = new AsyncJob(number, description, platform.now());
        shelf.put(job);
        return job;
    }

    /** The job with an id of 15 or 18 characters, or {@code null}. */
    public @Nullable AsyncJob find(String id) {
        return shelf.find(id, AsyncJob.class);
    }

    /** The id of a batch, given by the number of its job and its own in it; {@code null} if that is no job of this API. */
    public @Nullable String batchId(int job, int batch) {
        var found = shelf.get(job, AsyncJob.class);
        return found == null ? null : found.batch(batch).id();
    }

    /** Closes or aborts a job; answers why not. Batches that have begun are worked off either way. */
    public @Nullable Refusal enter(AsyncJob job, AsyncJobState next) {
        boolean allowed = switch (next) {
            case OPEN -> false;
            case CLOSED -> job.state() == AsyncJobState.OPEN;
            case ABORTED -> !job.hasEnded();
        };
        if (!allowed) {
            var verb = switch (next) {
                case OPEN -> "Opening";
                case CLOSED -> "Closing";
                case ABORTED -> "Aborting";
            };
            return platform.settings()
                    .answer(UnverifiedAnswer.ASYNC_STATE_REFUSED, job.state().apiName(), verb);
        }
        long now = platform.now();
        job.enter(next, now);
        if (next == AsyncJobState.ABORTED) {
            for (var batch : job.batches()) {
                if (batch.state() instanceof Queued) {
                    batch.enter(new AsyncBatchState.NotProcessed(), now);
                }
            }
        }
        return null;
    }

    /** Why a batch cannot be added; {@code null} if it can. A batch counts against the daily ones even if its job takes none. */
    public @Nullable Refusal batchRefusal(AsyncJob job, byte[] data) {
        long now = platform.now();
        if (quota.takeBatch(now) != null) {
            return platform.settings().answer(UnverifiedAnswer.ASYNC_BATCHES_REFUSED);
        }
        if (job.state() != AsyncJobState.OPEN) {
            return platform.settings()
                    .answer(UnverifiedAnswer.ASYNC_BATCH_REFUSED, job.state().apiName());
        }
        if (now - job.createdAt() > OPEN_FOR.toMillis()) {
            return platform.settings().answer(UnverifiedAnswer.ASYNC_OLD_JOB_REFUSED);
        }
        return shelf.makeRoom(data.length) ? null : platform.settings().answer(UnverifiedAnswer.BULK_STORAGE_REFUSED);
    }

    /** Adds a batch for which {@link #batchRefusal} had nothing to say. */
    public AsyncBatch add(AsyncJob job, byte[] data) {
        long now = platform.now();
        long beginsAt = now + settings.queueTime().toMillis();
        var batch = new AsyncBatch(++batchesCreated, data, now, new Queued(beginsAt));
        job.add(batch);
        due.add(beginsAt, job.number(), job.batches().size() - 1);
        return batch;
    }

    /** What became of the records of a batch that is complete, in their order. */
    public void readOutcomes(AsyncJob job, AsyncBatch batch, AsyncBatch.Outcomes reader) {
        workshop.readOutcomes(job, batch, reader);
    }

    @Override
    public long nextAt() {
        return due.nextAt();
    }

    @Override
    public void workOffNext() {
        var next = due.take();
        platform.advanceTo(next.at());
        var job = shelf.get(next.job(), AsyncJob.class);
        if (job == null) {
            return;
        }
        switch (job.batch(next.batch()).state()) {
            case Queued(long beginsAt) when beginsAt == next.at() -> beginUnlessBehind(job, next.batch());
            case InProgress running when running.attempt().endsAt() == next.at() -> endAttempt(job, running);
            case Queued _,
                    InProgress _,
                    AsyncBatchState.Completed _,
                    AsyncBatchState.Failed _,
                    AsyncBatchState.NotProcessed _ -> {
                // Aborted since this was planned.
            }
        }
    }

    private void beginUnlessBehind(AsyncJob job, int position) {
        if (job.description().serial()
                && !job.batches().subList(0, position).stream()
                        .allMatch(batch -> batch.state().hasEnded())) {
            // The one before it begins it when it ends.
            return;
        }
        var batch = job.batch(position);
        long now = platform.now();
        var fault = workshop.open(job, batch);
        if (fault == null) {
            batch.enter(new InProgress(now, attempt(job, position, 0)), now);
        } else {
            batch.enter(new AsyncBatchState.Failed(now, now, fault), now);
            beginNext(job, position);
        }
    }

    private BatchAttempt attempt(AsyncJob job, int position, int attempt) {
        var begun = attempts.begin(job.number(), position, attempt);
        due.add(begun.endsAt(), job.number(), position);
        return begun;
    }

    private void endAttempt(AsyncJob job, InProgress running) {
        long now = platform.now();
        var ended = running.attempt();
        var batch = job.batch(ended.batch());
        if (!ended.timesOut()) {
            var fault = workshop.workOff(job, ended.batch(), shelf);
            batch.enter(fault == null ? running.complete(now) : running.fail(now, fault), now);
        } else {
            int retries = job.description().retried() ? settings.batchRetries() : 0;
            if (ended.attempt() < retries) {
                batch.countRetry();
                batch.enter(running.again(attempt(job, ended.batch(), ended.attempt() + 1)), now);
                return;
            }
            batch.enter(running.fail(now, BatchAttempts.tooManyRetries(retries)), now);
        }
        beginNext(job, ended.batch());
    }

    /** In a serial job the next batch may have waited for this one longer than in the queue. */
    private void beginNext(AsyncJob job, int position) {
        int next = position + 1;
        if (job.description().serial()
                && next < job.batches().size()
                && job.batch(next).state() instanceof Queued(long beginsAt)
                && beginsAt <= platform.now()) {
            beginUnlessBehind(job, next);
        }
    }

    public void save(DataOutput out) throws IOException {
        out.writeLong(batchesCreated);
    }

    /** Reads what {@link #save} wrote, and plans what the batches on the shelf wait for. */
    public void restore(DataInput in) throws IOException {
        batchesCreated = in.readLong();
        for (var job : shelf.all(AsyncJob.class)) {
            restore(job.number(), job.batches());
        }
    }

    private void restore(int job, List<AsyncBatch> batches) {
        for (int position = 0; position < batches.size(); position++) {
            switch (batches.get(position).state()) {
                case Queued(long beginsAt) -> due.add(beginsAt, job, position);
                case InProgress(long _, var attempt) -> due.add(attempt.endsAt(), job, position);
                case AsyncBatchState.Completed _, AsyncBatchState.Failed _, AsyncBatchState.NotProcessed _ -> {
                    // Nothing happens to it any more.
                }
            }
        }
    }
}
