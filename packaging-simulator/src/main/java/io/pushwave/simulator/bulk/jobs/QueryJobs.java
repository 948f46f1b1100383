package io.pushwave.simulator.bulk.jobs;

import io.pushwave.simulator.bulk.queue.BulkSettings;
import io.pushwave.simulator.bulk.queue.JobShelf;
import io.pushwave.simulator.bulk.records.QueryRows;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.UnverifiedAnswer;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import org.jspecify.annotations.Nullable;

/** The query jobs: what clients may do with them, and how they are worked off. Rows are read at the moment at which the work ends. */
public final class QueryJobs extends JobsOfKind<QueryJob> {
    private final BulkSettings settings;

    public QueryJobs(BulkSettings settings, PackagingPlatform platform, JobShelf shelf) {
        super(platform, shelf, QueryJob.class);
        this.settings = settings;
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
        due.add(beginsAt, number);
        return job;
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

    @Override
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

    @Override
    public void workOffNext() {
        var next = due.take();
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
                due.add(endsAt, job.number());
            }
            case QueryState.InProgress running -> {
                var asked = job.description();
                var rows = QueryRows.read(asked.query(), asked.query().rows(), asked.form(), asked.columnsByName());
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
    public void restore() {
        for (var job : shelf.all(QueryJob.class)) {
            switch (job.state()) {
                case QueryState.UploadComplete(long _, long beginsAt) -> due.add(beginsAt, job.number());
                case QueryState.InProgress(long _, long _, long endsAt) -> due.add(endsAt, job.number());
                case QueryState.JobComplete _, QueryState.Failed _, QueryState.Aborted _ -> {
                    // Nothing happens to it any more.
                }
            }
        }
    }
}
