package io.pushwave.platform.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One push job as it really went, by Salesforce's clock.
 *
 * @param startedAt when the installation began; empty for a job that was never started
 * @param endedAt when it succeeded, failed or was cancelled; empty while it has not
 */
public record LedgerJob(
        String jobId,
        String packageVersionId,
        JobStatus status,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt) {

    boolean started() {
        return startedAt.isPresent();
    }

    boolean ended() {
        return switch (status) {
            case SUCCEEDED, FAILED, CANCELED -> true;
            case CREATED, PENDING, IN_PROGRESS -> false;
        };
    }
}
