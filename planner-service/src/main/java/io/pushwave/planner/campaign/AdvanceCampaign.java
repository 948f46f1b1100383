package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.planner.AfterCommit;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.PlannerMetrics;
import io.pushwave.planner.domain.Campaign;
import io.pushwave.planner.domain.CampaignDecider;
import io.pushwave.planner.domain.CampaignId;
import io.pushwave.planner.domain.Decision;
import io.pushwave.planner.domain.Progress;
import io.pushwave.planner.domain.Wave;
import io.pushwave.planner.postgres.Campaigns;
import io.pushwave.planner.postgres.OrgPushes;
import io.pushwave.planner.postgres.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** One step of one campaign: claim, load, decide, do; all in one transaction. */
@ApplicationScoped
class AdvanceCampaign {
    private final Campaigns campaigns;
    private final Waves waves;
    private final OrgPushes orgPushes;
    private final PlanCampaign planCampaign;
    private final EmitCommands emitCommands;
    private final CampaignLedger ledger;
    private final PlannerMetrics metrics;
    private final AfterCommit afterCommit;
    private final PlannerConfig.Batches batches;
    private final Clock clock;

    AdvanceCampaign(
            Campaigns campaigns,
            Waves waves,
            OrgPushes orgPushes,
            PlanCampaign planCampaign,
            EmitCommands emitCommands,
            CampaignLedger ledger,
            PlannerMetrics metrics,
            AfterCommit afterCommit,
            PlannerConfig config,
            Clock clock) {
        this.campaigns = campaigns;
        this.waves = waves;
        this.orgPushes = orgPushes;
        this.planCampaign = planCampaign;
        this.emitCommands = emitCommands;
        this.ledger = ledger;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.batches = config.batches();
        this.clock = clock;
    }

    /**
     * Does the next thing for a campaign.
     *
     * @return whether something was done, so that there may be more to do at once
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean step(CampaignId id) {
        if (!campaigns.claim(id)) {
            return false;
        }
        var campaign = campaigns.lock(id).orElseThrow();
        var now = clock.instant();
        var seen = waves.of(id);
        var progress = new Progress(campaigns.planning(id).snapshotId().isPresent(), seen, orgPushes.nextRetryAt(id));
        var decision = CampaignDecider.decide(
                campaign.state(), progress, campaign.strategy().bake(), now);
        return carryOut(decision, campaign, seen, now);
    }

    private boolean carryOut(Decision decision, Campaign campaign, List<Wave> seen, Instant now) {
        return switch (decision) {
            case Decision.PlanNextPage _ -> {
                planCampaign.planNextPage(campaign, seen);
                yield true;
            }
            case Decision.OpenWave open -> {
                open(campaign, open, now);
                yield true;
            }
            case Decision.EmitCommands emit -> {
                emitCommands.emit(campaign, emit.wave(), now);
                yield true;
            }
            case Decision.StartBake bake -> {
                ledger.change(campaign, bake.next(), now, announcements -> announcements);
                yield true;
            }
            case Decision.PassGate pass -> {
                pass(campaign, seen.get(pass.wave() - 1), pass, now);
                yield true;
            }
            case Decision.Complete complete -> {
                complete(campaign, seen, complete, now);
                yield true;
            }
            case Decision.Halt halt -> {
                halt(campaign, seen.get(halt.wave() - 1), halt, now);
                yield true;
            }
            case Decision.CancelRest _ -> {
                orgPushes.cancelRest(campaign.id(), batches.cancelling());
                yield true;
            }
            case Decision.Rest _ -> {
                campaigns.rest(campaign.id());
                yield false;
            }
            case Decision.Wait _ -> false;
        };
    }

    private void open(Campaign campaign, Decision.OpenWave open, Instant now) {
        int wave = open.next().wave();
        waves.open(campaign.id(), wave, now);
        ledger.change(
                campaign,
                open.next(),
                now,
                announcements -> announcements.event(
                        sequence -> new WaveOpened(campaign.id().value(), sequence, now, wave)));
    }

    private void pass(Campaign campaign, Wave wave, Decision.PassGate pass, Instant now) {
        decideGate(campaign, wave, Gate.PASSED, pass.reason(), now);
        ledger.change(
                campaign,
                pass.next(),
                now,
                announcements -> gateDecided(announcements, campaign, wave, Gate.PASSED, pass.reason(), now));
    }

    private void complete(Campaign campaign, List<Wave> seen, Decision.Complete complete, Instant now) {
        var wave = seen.get(complete.wave() - 1);
        decideGate(campaign, wave, Gate.PASSED, complete.reason(), now);
        ledger.change(
                campaign,
                complete.next(),
                now,
                announcements -> gateDecided(announcements, campaign, wave, Gate.PASSED, complete.reason(), now)
                        .event(sequence -> new CampaignCompleted(
                                campaign.id().value(),
                                sequence,
                                now,
                                sum(seen, each -> each.counts().planned()),
                                sum(seen, each -> each.counts().succeeded()),
                                sum(seen, each -> each.counts().failed()),
                                sum(seen, each -> each.counts().skipped())))
                        .control(CampaignControl.State.ENDED, "completed", now));
    }

    private void halt(Campaign campaign, Wave wave, Decision.Halt halt, Instant now) {
        var reason = "wave " + wave.number() + ": " + halt.reason();
        decideGate(campaign, wave, Gate.HALTED, halt.reason(), now);
        ledger.change(
                campaign,
                halt.next(),
                now,
                announcements -> gateDecided(announcements, campaign, wave, Gate.HALTED, halt.reason(), now)
                        .event(sequence -> new CampaignHalted(campaign.id().value(), sequence, now, "gate", reason))
                        .control(CampaignControl.State.HALTED, reason, now));
    }

    private void decideGate(Campaign campaign, Wave wave, Gate gate, String reason, Instant now) {
        waves.decideGate(campaign.id(), wave.number(), gate, reason, now);
        afterCommit.run(() -> metrics.gateDecided(gate));
    }

    private static Announcements gateDecided(
            Announcements announcements, Campaign campaign, Wave wave, Gate gate, String reason, Instant now) {
        return announcements.event(sequence ->
                new GateDecided(campaign.id().value(), sequence, now, wave.number(), gate, wave.gateNumbers(), reason));
    }

    private static long sum(List<Wave> waves, ToLongFunction<Wave> count) {
        return waves.stream().mapToLong(count).sum();
    }
}
