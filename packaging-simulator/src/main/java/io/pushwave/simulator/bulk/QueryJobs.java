package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.PackagingPlatform;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The query jobs: what clients may do with them, and how they are worked off. Rows are read at the moment at which the work ends. */
public final class QueryJobs {
    private final BulkSettings settings;
    private final PackagingPlatform platform;
    private final JobShelf shelf;
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingInt(Due::job));

    QueryJobs(BulkSettings settings, PackagingPlatform platform, JobShelf shelf) {
        this.settings = settings;
        this.platform = platform;
        this.shelf = shelf;
    }

    /** Creates a job, or answers {@code null} if no more are kept and none of them has ended. */
    public @Nullable QueryJob create(QueryDescription description) {
        int number = shelf.takeNumber();
        if (number < 0) {
            return null;
        }
        long now = platform.now();
        long beginsAt = now + settings.queueTime().toMillis();
        var job = new QueryJob(number, description, new QueryState.UploadComplete(now, beginsAt));
        shelf.put(job);
        due.add(new Due(beginsAt, number));
        return job;
    }

    /** The job with an id of 15 or 18 characters, or {@code null}. */
    public @Nullable QueryJob find(String id) {
        return shelf.find(id, QueryJob.class);
    }

    /** A page of jobs from a number on, oldest first. */
    public JobPage<QueryJob> page(int from, int most) {
        return shelf.page(from, most, QueryJob.class);
    }

    /** Stops a job; answers why not. */
    public @Nullable Refusal abort(QueryJob job) {
        long now = platform.now();
        return switch (job.state()) {
            case QueryState.UploadComplete queued -> {
                job.enter(queued.abort(now), now);
                yield null;
            }
            case QueryState.InProgress running -> {
                job.enter(running.abort(now), now);
                yield null;
            }
            case QueryState.JobComplete _, QueryState.Failed _, QueryState.Aborted _ -> IngestJobs.ALREADY_ENDED;
        };
    }

    /** Forgets a job with its results; answers why not. */
    public @Nullable Refusal delete(QueryJob job) {
        if (!job.hasEnded()) {
            return IngestJobs.NOT_TERMINATED;
        }
        shelf.remove(job);
        return null;
    }

    /** Why there are no results of a job, or {@code null}. */
    public @Nullable Refusal resultsRefusal(QueryJob job) {
        return job.rows() != null
                ? null
                : platform.settings()
                        .answer(
                                UnverifiedAnswer.BULK_RESULTS_REFUSED,
                                job.state().apiName());
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
        var job = shelf.get(next.job(), QueryJob.class);
        if (job == null) {
            return;
        }
        long now = platform.now();
        switch (job.state()) {
            case QueryState.UploadComplete queued -> {
                long endsAt = now + settings.batchTime().toMillis();
                job.enter(queued.begin(endsAt), now);
                due.add(new Due(endsAt, job.number()));
            }
            case QueryState.InProgress running -> {
                var rows = QueryRows.read(job.description());
                if (shelf.makeRoom(rows.bytes())) {
                    job.complete(running.complete(now), rows, now);
                } else {
                    job.enter(running.fail(now), now);
                }
            }
            case QueryState.JobComplete _, QueryState.Failed _, QueryState.Aborted _ -> {
                // Aborted since this was planned.
            }
        }
    }

    /** Plans what the jobs on the shelf wait for. */
    void restore() {
        for (var job : shelf.all(QueryJob.class)) {
            switch (job.state()) {
                case QueryState.UploadComplete(long _, long beginsAt) -> due.add(new Due(beginsAt, job.number()));
                case QueryState.InProgress(long _, long _, long endsAt) -> due.add(new Due(endsAt, job.number()));
                case QueryState.JobComplete _, QueryState.Failed _, QueryState.Aborted _ -> {
                    // Nothing happens to it any more.
                }
            }
        }
    }
}
