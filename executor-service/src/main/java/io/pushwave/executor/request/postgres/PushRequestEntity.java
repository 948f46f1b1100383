package io.pushwave.executor.request.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code push_request}; {@link PushRequestMapping} alone knows what it means. */
@Entity
@Table(name = "push_request")
class PushRequestEntity {
    @Id
    String id;

    @Column(name = "campaign_id")
    String campaignId;

    int wave;

    @Column(name = "package_id")
    String packageId;

    @Column(name = "package_version_id")
    String packageVersionId;

    @Column(name = "scheduled_start")
    Instant scheduledStart;

    @Column(name = "not_after")
    @Nullable Instant notAfter;

    int orgs;

    String state;

    @Column(name = "state_since")
    Instant stateSince;

    @Column(name = "salesforce_id")
    @Nullable String salesforceId;

    @Column(name = "bulk_job_id")
    @Nullable String bulkJobId;

    @Column(name = "twins_possible")
    boolean twinsPossible;

    @Column(name = "activation_possible")
    boolean activationPossible;

    boolean cancellable = true;

    @Column(name = "cancel_reason")
    @Nullable String cancelReason;

    @Column(name = "activated_at")
    @Nullable Instant activatedAt;

    @Column(name = "overdue_since")
    @Nullable Instant overdueSince;

    @Column(name = "waits_for")
    @Nullable String waitsFor;

    int failures;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "seen_until")
    @Nullable Instant seenUntil;

    @Column(name = "seen_since")
    @Nullable Instant seenSince;

    @Column(name = "seen_settled")
    boolean seenSettled;

    @Column(name = "compared_at")
    @Nullable Instant comparedAt;

    @Column(name = "poll_wait_ms")
    long pollWaitMs;

    @Column(name = "lease_owner")
    @Nullable String leaseOwner;

    long fence;

    @Column(name = "formed_at")
    Instant formedAt;
}
