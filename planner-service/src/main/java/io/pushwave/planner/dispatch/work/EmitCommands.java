package io.pushwave.planner.dispatch.work;

import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.messaging.AfterCommit;
import io.pushwave.messaging.outbox.Outbox;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.dispatch.CommandId;
import io.pushwave.planner.dispatch.CommandedOrg;
import io.pushwave.planner.dispatch.PushedVersion;
import io.pushwave.planner.dispatch.postgres.OrgPushes;
import io.pushwave.planner.gate.postgres.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Makes the next batch of a wave's push commands: rows and messages in one transaction, so no org is commanded twice or forgotten. */
@ApplicationScoped
public class EmitCommands {
    private final OrgPushes orgPushes;
    private final Waves waves;
    private final Outbox outbox;
    private final DispatchMetrics metrics;
    private final AfterCommit afterCommit;
    private final PlannerConfig.Batches batches;

    EmitCommands(
            OrgPushes orgPushes,
            Waves waves,
            Outbox outbox,
            DispatchMetrics metrics,
            AfterCommit afterCommit,
            PlannerConfig config) {
        this.orgPushes = orgPushes;
        this.waves = waves;
        this.outbox = outbox;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.batches = config.batches();
    }

    /** Retries that are due come first, because the wave cannot end without them. */
    @Transactional(TxType.MANDATORY)
    public void emit(PushedVersion version, int wave, Instant now) {
        var campaign = version.campaign();
        // Every first attempt of a wave has the same earliest start, so any of its orgs can share a push request.
        var openedAt = waves.openedAt(campaign, wave);
        var commanded = new ArrayList<>(orgPushes.commandRetries(campaign, now, batches.commands()));
        if (commanded.size() < batches.commands()) {
            commanded.addAll(orgPushes.commandWaiting(campaign, wave, openedAt, batches.commands() - commanded.size()));
        }
        outbox.append(commanded.stream().map(org -> command(version, org)).toList(), version.traceParent());
        afterCommit.run(() -> metrics.commandsEmitted(commanded.size()));
    }

    /** Ends the next orgs of an aborted campaign that have no command. */
    @Transactional(TxType.MANDATORY)
    public void cancelRest(CampaignId campaign) {
        orgPushes.cancelRest(campaign, batches.cancelling());
    }

    private static OrgPushCommanded command(PushedVersion version, CommandedOrg commanded) {
        return new OrgPushCommanded(
                CommandId.of(version.campaign(), commanded.org(), commanded.attempt()),
                version.campaign().value(),
                commanded.org(),
                version.target().packageId().value(),
                version.target().versionId().value(),
                commanded.wave(),
                commanded.attempt(),
                commanded.notBefore(),
                Optional.empty());
    }
}
