package io.pushwave.simulator.domain.platform;

import io.pushwave.simulator.domain.requests.JobTable;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestTable;
import java.time.Duration;
import java.util.HashSet;

/**
 * Pushes that move orgs from a first-generation package to the second-generation one that it was converted to. Evidence: at
 * most five orgs a day are documented; that a day is any 24 hours, and counted from the creation of jobs that were not
 * cancelled, is ours.
 */
final class Migrations {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final RequestTable requests;
    private final JobTable jobs;

    Migrations(RequestTable requests, JobTable jobs) {
        this.requests = requests;
        this.jobs = jobs;
    }

    /**
     * Whether so many other orgs are being migrated that no further one can be.
     *
     * @param now milliseconds since the epoch
     */
    boolean isFull(int org, int most, long now) {
        var orgs = new HashSet<Integer>();
        for (int row = 0; row < requests.size(); row++) {
            var request = requests.get(row);
            if (request.isMigration() && request.status() != PushStatus.CANCELED) {
                var rows = request.jobs();
                for (int position = 0; position < rows.size(); position++) {
                    int job = rows.get(position);
                    if (jobs.createdAt(job) > now - DAY) {
                        orgs.add(jobs.org(job));
                    }
                }
            }
        }
        return !orgs.contains(org) && orgs.size() >= most;
    }
}
