package io.pushwave.simulator.domain;

/**
 * When jobs start, how many at once, and how long they take.
 *
 * @param startDelay from a request's scheduled start to its start
 * @param jobDuration of an installation
 * @param jobsPerInstance jobs that run at once on one instance, at least 1
 */
public record RunSettings(DurationRange startDelay, DurationRange jobDuration, int jobsPerInstance) {

    public RunSettings {
        if (jobsPerInstance < 1) {
            throw new IllegalArgumentException("jobs per instance is " + jobsPerInstance + ", at least 1 is expected");
        }
    }
}
