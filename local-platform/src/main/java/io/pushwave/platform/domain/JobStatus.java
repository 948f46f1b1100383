package io.pushwave.platform.domain;

/** {@code PackagePushJob.Status}. */
public enum JobStatus {
    CREATED,
    PENDING,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    CANCELED
}
