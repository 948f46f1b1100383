package io.pushwave.planner.campaign.work;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.Progress;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.dispatch.postgres.OrgPushes;
import io.pushwave.planner.gate.postgres.Waves;
import io.pushwave.planner.org.postgres.Registers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Takes campaigns to work for, so that of several planners only one does. */
@ApplicationScoped
class ClaimCampaign {
    private final Campaigns campaigns;
    private final Waves waves;
    private final OrgPushes orgPushes;
    private final Registers registers;

    ClaimCampaign(Campaigns campaigns, Waves waves, OrgPushes orgPushes, Registers registers) {
        this.registers = registers;
        this.campaigns = campaigns;
        this.waves = waves;
        this.orgPushes = orgPushes;
    }

    /** A locked campaign, and how far it has come. */
    record Claimed(Campaign campaign, Progress progress) {}

    /** Campaigns for which something may have to be done, after {@code after} in the order of their ids. */
    List<CampaignId> claimable(String after, int limit) {
        return campaigns.claimable(after, limit);
    }

    /** Claims and locks a campaign until the transaction ends; empty if another planner has it, or it needs nothing any more. */
    Optional<Claimed> claim(CampaignId id) {
        if (!campaigns.claim(id)) {
            return Optional.empty();
        }
        var campaign = campaigns.lock(id).orElseThrow();
        boolean snapshotComplete = campaigns.planning(id).snapshotId().isPresent()
                && registers.isCompared(campaign.target().packageId().key());
        return Optional.of(
                new Claimed(campaign, new Progress(snapshotComplete, waves.of(id), orgPushes.nextRetryAt(id))));
    }

    /** Nothing will ever have to be done for the campaign again. */
    void stopDriving(CampaignId id) {
        campaigns.stopDriving(id);
    }
}
