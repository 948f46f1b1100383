package io.pushwave.status.campaign.postgres;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.annotations.BatchSize;

/** The row of a campaign, with its waves; {@link CampaignMapping} is the only place that knows it and the domain's view. */
@Entity
@Table(name = "campaign_view")
class CampaignEntity {
    @Id
    @Column(name = "campaign_id")
    String campaignId;

    @Column(name = "package_id")
    String packageId;

    @Column(name = "package_name")
    String packageName;

    @Column(name = "package_version_id")
    String packageVersionId;

    @Column(name = "version_name")
    String versionName;

    @Column(name = "version_number")
    String versionNumber;

    @Column(name = "strategy")
    String strategy;

    @Column(name = "requested_by")
    String requestedBy;

    @Column(name = "reason")
    String reason;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "began_at")
    Instant beganAt;

    @Column(name = "newest_at")
    Instant newestAt;

    @Column(name = "plan_revision")
    Integer planRevision;

    @Column(name = "plan_hash")
    String planHash;

    @Column(name = "plan_sequence")
    Long planSequence;

    @Column(name = "planned")
    Long planned;

    @Column(name = "excluded")
    Long excluded;

    @Column(name = "attempts_maximum")
    Integer attemptsMaximum;

    @Column(name = "brake_sequence")
    Long brakeSequence;

    @Column(name = "brake_position")
    String brakePosition;

    @Column(name = "brake_at")
    Instant brakeAt;

    @Column(name = "resumed_sequence")
    long resumedSequence;

    @Column(name = "sequences")
    String sequences;

    @Column(name = "completed_planned")
    Long completedPlanned;

    @Column(name = "completed_succeeded")
    Long completedSucceeded;

    @Column(name = "completed_reached")
    Long completedReached;

    @Column(name = "completed_failed")
    Long completedFailed;

    @Column(name = "completed_left_out")
    Long completedLeftOut;

    @Column(name = "completed_skipped")
    Long completedSkipped;

    @Column(name = "completed_cancelled")
    Long completedCancelled;

    @Column(name = "state")
    String state;

    /** One query for the waves of a whole page of campaigns. */
    @ElementCollection
    @CollectionTable(name = "wave_view", joinColumns = @JoinColumn(name = "campaign_id"))
    @MapKeyColumn(name = "number")
    @BatchSize(size = 100)
    Map<Integer, WaveEmbeddable> waves = new TreeMap<>();
}
