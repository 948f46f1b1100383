package io.pushwave.simulator.bulk.jobs;

import io.pushwave.simulator.bulk.queue.DueQueue;
import io.pushwave.simulator.bulk.queue.JobPage;
import io.pushwave.simulator.bulk.queue.JobShelf;
import io.pushwave.simulator.bulk.queue.KeptJob;
import io.pushwave.simulator.bulk.queue.WaitingWork;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import org.jspecify.annotations.Nullable;

/** The jobs of one kind of Bulk API 2.0: where they are found, and what goes on by itself. */
public abstract class JobsOfKind<J extends KeptJob> implements WaitingWork {
    final PackagingPlatform platform;
    final JobShelf shelf;
    final DueQueue due = new DueQueue();
    private final Class<J> kind;

    JobsOfKind(PackagingPlatform platform, JobShelf shelf, Class<J> kind) {
        this.platform = platform;
        this.shelf = shelf;
        this.kind = kind;
    }

    /** The job with an id of 15 or 18 characters, or {@code null}. */
    public final @Nullable J find(String id) {
        return shelf.find(id, kind);
    }

    /** A page of jobs from a number on, oldest first. */
    public final JobPage<J> page(int from, int most) {
        return shelf.page(from, most, kind);
    }

    /** Forgets a job with all its data; answers why not. */
    public abstract @Nullable Refusal delete(J job);

    @Override
    public final long nextAt() {
        return due.nextAt();
    }
}
