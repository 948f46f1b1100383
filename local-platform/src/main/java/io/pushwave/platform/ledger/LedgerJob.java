package io.pushwave.platform.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * One push job as it really went, by Salesforce's clock.
 *
 * @param startedAt when the installation began; empty for a job that was never started
 * @param endedAt when it succeeded, failed or was cancelled; empty while it has not
 * @param error why it failed, in Salesforce's words; empty if it has not
 */
public record LedgerJob(
        String jobId,
        String packageVersionId,
        JobStatus status,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String error) {
    /** How Salesforce says that the org has the version, or a higher one, whatever stands before and after it. */
    private static final String HAS_IT = "already has this version";

    boolean started() {
        return startedAt.isPresent();
    }

    boolean failedForTheVersionWasThere() {
        return status == JobStatus.FAILED && error.contains(HAS_IT);
    }

    boolean ended() {
        return switch (status) {
            case SUCCEEDED, FAILED, CANCELED -> true;
            case CREATED, PENDING, IN_PROGRESS -> false;
        };
    }
}
