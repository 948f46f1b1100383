package io.pushwave.planner.campaign.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "campaign")
class CampaignEntity {
    @Id
    String id;

    @Column(name = "release_id", updatable = false)
    String releaseId;

    @Column(name = "package_key", updatable = false)
    String packageKey;

    @Column(name = "package_id", updatable = false)
    String packageId;

    @Column(name = "package_name", updatable = false)
    String packageName;

    @Column(name = "package_version_id", updatable = false)
    String packageVersionId;

    @Column(name = "version_name", updatable = false)
    String versionName;

    @Column(name = "major_version", updatable = false)
    int majorVersion;

    @Column(name = "minor_version", updatable = false)
    int minorVersion;

    @Column(name = "patch_version", updatable = false)
    int patchVersion;

    @Column(name = "build_number", updatable = false)
    int buildNumber;

    @Column(name = "requested_by", updatable = false)
    @Nullable String requestedBy;

    @Column(updatable = false)
    @Nullable String reason;

    @Column(name = "strategy_name", updatable = false)
    String strategyName;

    @Column(name = "strategy_version", updatable = false)
    int strategyVersion;

    String state;

    @Nullable String phase;

    @Nullable Integer wave;

    @Column(name = "baked_at")
    @Nullable Instant bakedAt;

    @Column(name = "control_epoch")
    long controlEpoch;

    @Column(name = "event_sequence")
    long eventSequence;

    @Column(name = "state_since")
    Instant stateSince;

    @Column(name = "state_by")
    String stateBy;

    @Column(name = "state_reason")
    String stateReason;

    @Column(name = "snapshot_id")
    @Nullable String snapshotId;

    @Column(name = "plan_revision")
    int planRevision;

    @Column(name = "plan_hash")
    @Nullable String planHash;

    @Column(name = "plan_entries")
    int planEntries;

    @Column(name = "stored_entries")
    int storedEntries;

    @Column(name = "announced_up_to")
    @Nullable String announcedUpTo;

    @Column(name = "trace_parent", updatable = false)
    @Nullable String traceParent;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "ended_at")
    @Nullable Instant endedAt;

    @Version
    long version;
}
