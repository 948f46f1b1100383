package io.pushwave.status.campaign.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * The row of one wave of a campaign. What the plan says is null together while no plan that has the wave was seen, and so are the gate's
 * columns while it has not decided.
 */
@Embeddable
class WaveEmbeddable {
    @Column(name = "name")
    String name;

    @Column(name = "kind")
    String kind;

    @Column(name = "planned")
    Long planned;

    @Column(name = "tolerated_failures")
    Long toleratedFailures;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "gate_sequence")
    Long gateSequence;

    @Column(name = "gate")
    String gate;

    @Column(name = "gate_reason")
    String gateReason;

    @Column(name = "gate_at")
    Instant gateAt;

    @Column(name = "gate_planned")
    Long gatePlanned;

    @Column(name = "gate_succeeded")
    Long gateSucceeded;

    @Column(name = "gate_reached")
    Long gateReached;

    @Column(name = "gate_failed")
    Long gateFailed;

    @Column(name = "gate_left_out")
    Long gateLeftOut;

    @Column(name = "gate_skipped")
    Long gateSkipped;

    @Column(name = "gate_cancelled")
    Long gateCancelled;

    @Column(name = "gate_tolerated_failures")
    Long gateToleratedFailures;
}
