package io.pushwave.simulator.domain.requests;

import java.util.Set;

/**
 * The six values of {@code PackagePushRequest.Status} and {@code PackagePushJob.Status}.
 *
 * <pre>
 * Created ──▶ Pending ──▶ InProgress ──▶ Succeeded
 *    │           │                 └───▶ Failed
 *    └───────────┴──▶ Canceled
 * </pre>
 */
public enum PushStatus {
    CREATED("Created"),
    PENDING("Pending"),
    IN_PROGRESS("In Progress"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    CANCELED("Canceled");

    private final String label;

    PushStatus(String label) {
        this.label = label;
    }

    /** As texts for people name it; the API's value of one of them differs. */
    @Override
    public String toString() {
        return label;
    }

    /** Whether nothing follows. */
    public boolean isTerminal() {
        return successors().isEmpty();
    }

    /** Whether work on it has begun, whatever came of it. */
    public boolean hasStarted() {
        return this == IN_PROGRESS || this == SUCCEEDED || this == FAILED;
    }

    /** The values that may follow this one. */
    public Set<PushStatus> successors() {
        return switch (this) {
            case CREATED -> Set.of(PENDING, CANCELED);
            case PENDING -> Set.of(IN_PROGRESS, CANCELED);
            case IN_PROGRESS -> Set.of(SUCCEEDED, FAILED);
            case SUCCEEDED, FAILED, CANCELED -> Set.of();
        };
    }
}
