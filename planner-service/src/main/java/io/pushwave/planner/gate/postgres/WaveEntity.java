package io.pushwave.planner.gate.postgres;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.gate.Gate;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A wave. Its counts are read here and changed only by the set statements that change the orgs they count. */
@Entity
@Table(name = "wave")
@IdClass(WaveEntity.Key.class)
class WaveEntity {
    @Id
    @Column(name = "campaign_id")
    String campaignId;

    @Id
    int number;

    @Column(updatable = false)
    String name;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    WaveKind kind;

    @Column(updatable = false)
    long planned;

    long tolerated;

    @Column(updatable = false)
    long waiting;

    @Column(updatable = false)
    long commanded;

    @Column(updatable = false)
    long retrying;

    @Column(updatable = false)
    long succeeded;

    @Column(updatable = false)
    long reached;

    @Column(updatable = false)
    long failed;

    @Column(name = "left_out", updatable = false)
    long leftOut;

    @Column(updatable = false)
    long skipped;

    @Column(updatable = false)
    long cancelled;

    @Column(name = "opened_at")
    @Nullable Instant openedAt;

    @Enumerated(EnumType.STRING)
    @Nullable Gate gate;

    @Column(name = "gate_reason")
    @Nullable String gateReason;

    @Column(name = "decided_at")
    @Nullable Instant decidedAt;

    /** A wave is known by its campaign and number. */
    record Key(String campaignId, int number) implements Serializable {}
}
