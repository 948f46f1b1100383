package io.pushwave.planner.campaign;

import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.messaging.Outbox;
import io.pushwave.planner.AfterCommit;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.PlannerMetrics;
import io.pushwave.planner.domain.Campaign;
import io.pushwave.planner.domain.CommandId;
import io.pushwave.planner.postgres.OrgPushes;
import io.pushwave.planner.postgres.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/** Makes the next batch of a wave's push commands: rows and messages in one transaction, so no org is commanded twice or forgotten. */
@ApplicationScoped
class EmitCommands {
    private final OrgPushes orgPushes;
    private final Waves waves;
    private final Outbox outbox;
    private final PlannerMetrics metrics;
    private final AfterCommit afterCommit;
    private final PlannerConfig.Batches batches;

    EmitCommands(
            OrgPushes orgPushes,
            Waves waves,
            Outbox outbox,
            PlannerMetrics metrics,
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
    void emit(Campaign campaign, int wave, Instant now) {
        // Every first attempt of a wave has the same earliest start, so any of its orgs can share a push request.
        var openedAt = waves.openedAt(campaign.id(), wave);
        var commanded = new ArrayList<>(orgPushes.commandRetries(campaign.id(), now, batches.commands()));
        if (commanded.size() < batches.commands()) {
            commanded.addAll(
                    orgPushes.commandWaiting(campaign.id(), wave, openedAt, batches.commands() - commanded.size()));
        }
        outbox.append(commanded.stream().map(org -> command(campaign, org)).toList(), campaign.traceParent());
        afterCommit.run(() -> metrics.commandsEmitted(commanded.size()));
    }

    private static OrgPushCommanded command(Campaign campaign, CommandedOrg commanded) {
        return new OrgPushCommanded(
                CommandId.of(campaign.id(), commanded.org(), commanded.attempt()),
                campaign.id().value(),
                commanded.org(),
                campaign.target().packageId().value(),
                campaign.target().versionId().value(),
                commanded.wave(),
                commanded.attempt(),
                commanded.notBefore(),
                Optional.empty());
    }
}
