package io.pushwave.planner.release.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "release")
class ReleaseEntity {
    @Id
    String id;

    @Column(name = "event_source", updatable = false)
    String eventSource;

    @Column(name = "event_id", updatable = false)
    String eventId;

    @Column(name = "package_key", updatable = false)
    String packageKey;

    @Column(name = "package_id", updatable = false)
    String packageId;

    @Column(name = "package_version_id", updatable = false)
    String packageVersionId;

    @Column(name = "requested_by", updatable = false)
    @Nullable String requestedBy;

    @Column(updatable = false)
    @Nullable String reason;

    @Column(updatable = false)
    @Nullable String strategy;

    @Column(updatable = false)
    @Nullable String urgency;

    @Column(name = "content_digest", updatable = false)
    String contentDigest;

    @Column(name = "request_id")
    @Nullable String requestId;

    String state;

    boolean settled;

    @Column(name = "campaign_id")
    @Nullable String campaignId;

    @Nullable String rejection;

    @Column(name = "rejection_detail")
    @Nullable String rejectionDetail;

    @Column(name = "trace_parent", updatable = false)
    @Nullable String traceParent;

    @Column(name = "origin_topic")
    @Nullable String originTopic;

    @Column(name = "origin_key")
    @Nullable String originKey;

    @Column(name = "origin_payload")
    byte @Nullable [] originPayload;

    @Column(name = "origin_headers")
    @Nullable String originHeaders;

    @Column(name = "received_at", updatable = false)
    Instant receivedAt;

    @Column(name = "decided_at")
    @Nullable Instant decidedAt;

    @Version
    long version;
}
