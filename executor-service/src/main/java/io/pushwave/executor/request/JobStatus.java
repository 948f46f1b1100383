package io.pushwave.executor.request;

import java.util.Locale;

/** The status of a push request or of one of its jobs, as Salesforce has it. */
public enum JobStatus {
    CREATED,
    PENDING,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    CANCELED;

    /**
     * Reads Salesforce's spelling. {@code InProgress} is the API value that three clients rely on, {@code In Progress} what the
     * documents say; both are understood, and so is the second l that some write into Canceled.
     *
     * @throws IllegalArgumentException for a status that is none of the six
     */
    public static JobStatus spelled(String status) {
        return switch (status.replace(" ", "").toLowerCase(Locale.ROOT)) {
            case "created" -> CREATED;
            case "pending" -> PENDING;
            case "inprogress" -> IN_PROGRESS;
            case "succeeded" -> SUCCEEDED;
            case "failed" -> FAILED;
            case "canceled", "cancelled" -> CANCELED;
            default ->
                throw new IllegalArgumentException("status '" + status
                        + "' is unknown: Created, Pending, InProgress, Succeeded, Failed or Canceled is expected");
        };
    }
}
