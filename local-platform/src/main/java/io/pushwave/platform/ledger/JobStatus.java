package io.pushwave.platform.ledger;

/** {@code PackagePushJob.Status}. */
public enum JobStatus {
    CREATED,
    PENDING,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    CANCELED
}
