package io.pushwave.simulator.query.objects;

import io.pushwave.simulator.domain.requests.PushStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the API spells statuses. Documents and the sf CLI say "In Progress", three other clients know the API value
 * "InProgress"; which is right could not be verified, so it is a setting.
 */
public record StatusNames(String inProgress) {
    public StatusNames {
        if (!inProgress.equals("InProgress") && !inProgress.equals("In Progress")) {
            throw new IllegalArgumentException(
                    "the value for jobs in progress is '" + inProgress + "', InProgress or 'In Progress' is expected");
        }
    }

    public String name(PushStatus status) {
        return switch (status) {
            case CREATED -> "Created";
            case PENDING -> "Pending";
            case IN_PROGRESS -> inProgress;
            case SUCCEEDED -> "Succeeded";
            case FAILED -> "Failed";
            case CANCELED -> "Canceled";
        };
    }

    public Optional<PushStatus> status(String name) {
        return Arrays.stream(PushStatus.values())
                .filter(status -> name(status).equalsIgnoreCase(name))
                .findFirst();
    }

    List<String> all() {
        return Arrays.stream(PushStatus.values()).map(this::name).toList();
    }
}
