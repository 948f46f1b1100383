package io.pushwave.simulator.domain.settings;

import io.pushwave.simulator.domain.Share;
import io.pushwave.simulator.domain.instances.Instances;
import io.pushwave.simulator.domain.time.DurationRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When jobs start, how many at once, and how long they take.
 *
 * @param startDelay from a request's scheduled start to the time from which its instances start its jobs
 * @param instanceDelay from then until an instance starts the request's jobs, drawn per request and instance
 * @param propagation from a version's release until it is available on an instance, drawn per version and instance
 * @param jobDuration of an installation
 * @param jobsPerInstance jobs that run at once on one instance, at least 1
 * @param instanceJobs replaces it for some instances, by their names; 0 for one that runs nothing
 * @param stuck jobs that start and do not end
 */
public record RunSettings(
        DurationRange startDelay,
        DurationRange instanceDelay,
        DurationRange propagation,
        DurationRange jobDuration,
        int jobsPerInstance,
        Map<String, Integer> instanceJobs,
        Stuck stuck) {

    /**
     * Jobs that start and do not end.
     *
     * @param rate share of the attempts, 0 to 1
     * @param holdsSlot whether such a job counts among those that run on its instance
     * @param endsAfter after which it ends after all; empty: never
     */
    public record Stuck(double rate, boolean holdsSlot, Optional<Duration> endsAfter) {
        public Stuck {
            Share.require("stuck rate", rate);
        }
    }

    /** @throws IllegalArgumentException also if there is no instance of a name */
    public RunSettings {
        if (jobsPerInstance < 1) {
            throw new IllegalArgumentException("jobs per instance is " + jobsPerInstance + ", at least 1 is expected");
        }
        instanceJobs = Map.copyOf(instanceJobs);
        instanceJobs.forEach((name, jobs) -> {
            if (!Instances.seeded().contains(name) || jobs < 0) {
                throw new IllegalArgumentException(
                        name + "=" + jobs + ", a number from 0 for one of " + Instances.seeded() + " is expected");
            }
        });
    }

    /** How many jobs run at once on each of some instances. */
    public int[] slots(List<String> instances) {
        return instances.stream()
                .mapToInt(name -> instanceJobs.getOrDefault(name, jobsPerInstance))
                .toArray();
    }
}
