package io.pushwave.simulator.bulk.queue;

import java.util.List;

/**
 * A page of a list of jobs.
 *
 * @param next number of the first job of the next page, or {@link #NONE}
 */
public record JobPage<T>(List<T> jobs, int next) {
    public static final int NONE = -1;

    public JobPage {
        jobs = List.copyOf(jobs);
    }
}
