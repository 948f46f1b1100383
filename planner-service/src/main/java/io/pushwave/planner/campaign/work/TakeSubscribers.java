package io.pushwave.planner.campaign.work;

import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.CampaignCause;
import io.pushwave.planner.campaign.CampaignCommand;
import io.pushwave.planner.campaign.CampaignFacts;
import io.pushwave.planner.campaign.CampaignLife;
import io.pushwave.planner.campaign.CampaignState.Preparing;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.org.postgres.Inventory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Counts the subscribers that campaigns wait for, and has the plan made when they are complete. */
@ApplicationScoped
public class TakeSubscribers {
    private static final Logger LOG = Logger.getLogger(TakeSubscribers.class);

    /** In one transaction, so that a long outage does not end in a very long one. */
    private static final int TIMED_OUT_AT_ONCE = 200;

    private final Inventory inventory;
    private final Campaigns campaigns;
    private final CampaignCause cause;
    private final CampaignLedger ledger;
    private final Clock clock;

    TakeSubscribers(Inventory inventory, Campaigns campaigns, CampaignCause cause, CampaignLedger ledger, Clock clock) {
        this.inventory = inventory;
        this.campaigns = campaigns;
        this.cause = cause;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Counts the pages that a campaign waits for; others come late, or nobody asked for them.
     *
     * @param awaiting which requests are waited for, as far as it is known; filled here
     */
    @Transactional(TxType.MANDATORY)
    public void stage(List<SubscribersListed> pages, Map<String, Boolean> awaiting) {
        var wanted = pages.stream()
                .filter(page -> awaiting.computeIfAbsent(
                        page.requestId(), request -> waiting(request).isPresent()))
                .toList();
        if (!wanted.isEmpty()) {
            inventory.note(wanted, clock.instant());
        }
    }

    /** The last page was sent: plans from what is here, or gives the campaign up if something is missing. */
    @Transactional(TxType.MANDATORY)
    public void complete(SnapshotCompleted completed) {
        waiting(completed.requestId()).ifPresent(campaign -> {
            var here = inventory.state(completed.snapshotId());
            if (here.pages() == completed.pages() && here.rows() == completed.rows()) {
                inventory.complete(completed.snapshotId(), completed.requestId(), clock.instant());
                campaigns.planFrom(campaign.id(), completed.snapshotId());
            } else {
                giveUp(
                        campaign,
                        "inventory snapshot " + completed.snapshotId() + " is incomplete: " + here.pages() + " of "
                                + completed.pages() + " pages and " + here.rows() + " of " + completed.rows()
                                + " orgs came; release the version again");
            }
        });
    }

    /** Salesforce does not know the package: nobody will send its subscribers. */
    @Transactional(TxType.MANDATORY)
    public void unknown(PackageUnknown unknown) {
        waiting(unknown.requestId())
                .ifPresent(campaign -> giveUp(
                        campaign,
                        "Salesforce does not know package " + unknown.packageId()
                                + " any more, or the executor's user may not see it; release the version again"));
    }

    /** Without the complete inventory no plan can be made, and what is missing does not come any more: it lies in a dead-letter topic. */
    private void giveUp(Campaign campaign, String reason) {
        LOG.errorf("campaign %s is aborted: %s", campaign.id(), reason);
        inventory.discard(campaign.id());
        cause.counted(campaign.id());
        ledger.store(CampaignLife.handle(
                        Optional.of(campaign.state()),
                        new CampaignCommand.GiveUp(reason),
                        CampaignFacts.of(campaign, List.of()),
                        clock.instant())
                .changed());
    }

    /**
     * Aborts campaigns whose subscribers have not come, nor any page of them for so long; late pages do not count.
     *
     * @param read until when all answers were read
     */
    @Transactional(TxType.REQUIRES_NEW)
    void timeOut(Instant read, Duration timeout) {
        for (var campaign : campaigns.lockUnanswered(read.minus(timeout), TIMED_OUT_AT_ONCE)) {
            giveUp(
                    campaign,
                    "the subscribers of package " + campaign.target().packageId()
                            + " did not come: nothing was heard of them for " + timeout
                            + "; see to the executor, then release the version again");
        }
    }

    /**
     * Forgets a snapshot that is not needed any more.
     *
     * @return whether there was one
     */
    @Transactional(TxType.REQUIRES_NEW)
    boolean cleanUp() {
        return inventory.cleanUp();
    }

    /** The campaign that waits for the answer to a request, locked. */
    private Optional<Campaign> waiting(String requestId) {
        // A campaign asks for its subscribers under its own id.
        return campaigns
                .lock(new CampaignId(requestId))
                .filter(campaign -> campaign.state() instanceof Preparing)
                .filter(campaign ->
                        campaigns.planning(campaign.id()).snapshotId().isEmpty());
    }
}
