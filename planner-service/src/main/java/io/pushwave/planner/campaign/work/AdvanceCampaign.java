package io.pushwave.planner.campaign.work;

import io.pushwave.messaging.schema.LongStatements;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignFacts;
import io.pushwave.planner.campaign.CampaignLife;
import io.pushwave.planner.campaign.Decision;
import io.pushwave.planner.dispatch.PushedVersion;
import io.pushwave.planner.dispatch.work.EmitCommands;
import io.pushwave.planner.gate.Wave;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One step of one campaign: claim, load, decide, do; all in one transaction. */
@ApplicationScoped
class AdvanceCampaign {
    /** To plan a million orgs takes seconds; the transaction ends after a minute anyway. */
    private static final Duration STATEMENT_LONGEST = Duration.ofSeconds(55);

    private final ClaimCampaign claims;
    private final PlanCampaign planCampaign;
    private final EmitCommands emitCommands;
    private final CampaignLedger ledger;
    private final LongStatements longStatements;
    private final Clock clock;

    AdvanceCampaign(
            ClaimCampaign claims,
            PlanCampaign planCampaign,
            EmitCommands emitCommands,
            CampaignLedger ledger,
            LongStatements longStatements,
            Clock clock) {
        this.claims = claims;
        this.planCampaign = planCampaign;
        this.emitCommands = emitCommands;
        this.ledger = ledger;
        this.longStatements = longStatements;
        this.clock = clock;
    }

    /**
     * Does the next thing for a campaign.
     *
     * @return whether something was done, so that there may be more to do at once
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean step(CampaignId id) {
        longStatements.allow(STATEMENT_LONGEST);
        var claimed = claims.claim(id);
        if (claimed.isEmpty()) {
            return false;
        }
        var campaign = claimed.get().campaign();
        var progress = claimed.get().progress();
        var now = clock.instant();
        return carryOut(CampaignLife.next(campaign.state(), progress, now), campaign, progress.waves(), now);
    }

    private boolean carryOut(Decision decision, Campaign campaign, List<Wave> seen, Instant now) {
        return switch (decision) {
            case Decision.PlanNextPage _ -> {
                planCampaign.planNextPage(campaign, seen);
                yield true;
            }
            case Decision.EmitCommands emit -> {
                var version = new PushedVersion(campaign.id(), campaign.target(), campaign.traceParent());
                emitCommands.emit(version, emit.wave(), now);
                yield true;
            }
            case Decision.Change change -> {
                var facts = CampaignFacts.of(campaign, seen);
                ledger.store(CampaignLife.handle(Optional.of(campaign.state()), change.command(), facts, now)
                        .changed());
                yield true;
            }
            case Decision.CancelRest _ -> {
                emitCommands.cancelRest(campaign.id());
                yield true;
            }
            case Decision.StopDriving _ -> {
                claims.stopDriving(campaign.id());
                yield false;
            }
            case Decision.Wait _ -> false;
        };
    }
}
