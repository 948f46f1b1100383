package io.pushwave.platform.bench.executor;

import io.pushwave.platform.ledger.LedgerJob;
import io.pushwave.platform.ledger.LedgerOrg;
import java.util.ArrayList;
import java.util.List;

/** Counts orgs with exactly one active job, and tells of others. */
final class JobsByOrg {
    private static final int TOLD_MAXIMUM = 10;

    private final String packageVersionId;
    private final List<String> broken = new ArrayList<>();
    private long once;

    JobsByOrg(String packageVersionId) {
        this.packageVersionId = packageVersionId;
    }

    void add(LedgerOrg org) {
        var jobs = org.jobs().stream()
                .filter(job -> job.packageVersionId().equals(packageVersionId))
                .toList();
        if (jobs.size() == 1 && active(jobs.getFirst())) {
            once++;
        } else if (broken.size() < TOLD_MAXIMUM && !jobs.isEmpty()) {
            broken.add(org.orgKey() + " has the jobs " + jobs);
        }
    }

    private static boolean active(LedgerJob job) {
        return switch (job.status()) {
            case PENDING, IN_PROGRESS, SUCCEEDED, FAILED -> true;
            case CREATED, CANCELED -> false;
        };
    }

    long once() {
        return once;
    }

    /** The first of those that have more than one job, or one that is not active. */
    List<String> broken() {
        return List.copyOf(broken);
    }
}
