package io.pushwave.planner.org;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * Which of two snapshots of a package is the newer one, in whatever order their pages come: the one that tells of a later moment,
 * and of two that tell of one moment the one that was begun later, as ids grow with time.
 *
 * @param asOf in microseconds, as it is stored
 */
public record SnapshotAge(Instant asOf, String snapshotId) implements Comparable<SnapshotAge> {
    private static final Comparator<SnapshotAge> ORDER =
            Comparator.comparing(SnapshotAge::asOf).thenComparing(SnapshotAge::snapshotId);

    public SnapshotAge {
        asOf = asOf.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(SnapshotAge other) {
        return ORDER.compare(this, other);
    }
}
