package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.messaging.Received;
import io.pushwave.planner.domain.Campaign;
import io.pushwave.planner.domain.CampaignState.Preparing;
import io.pushwave.planner.domain.PackageId;
import io.pushwave.planner.postgres.Campaigns;
import io.pushwave.planner.postgres.Catalogues;
import io.pushwave.planner.postgres.Inventory;
import io.pushwave.planner.release.DecideRelease;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes the answers to inventory requests in: the catalogue decides the release, the pages are staged, the end starts planning. */
@ApplicationScoped
public class ReceiveInventory {
    private static final Logger LOG = Logger.getLogger(ReceiveInventory.class);

    private final Catalogues catalogues;
    private final Inventory inventory;
    private final Campaigns campaigns;
    private final DecideRelease decideRelease;
    private final CampaignLedger ledger;
    private final Clock clock;

    ReceiveInventory(
            Catalogues catalogues,
            Inventory inventory,
            Campaigns campaigns,
            DecideRelease decideRelease,
            CampaignLedger ledger,
            Clock clock) {
        this.catalogues = catalogues;
        this.inventory = inventory;
        this.campaigns = campaigns;
        this.decideRelease = decideRelease;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Handles messages in their order; pages that follow one another are staged together. */
    @Transactional(TxType.MANDATORY)
    public void handle(List<Received<SubscriberInventory>> batch) {
        var awaiting = new HashMap<String, Boolean>();
        var pages = new ArrayList<SubscribersListed>();
        for (var received : batch) {
            if (received.message() instanceof SubscribersListed page) {
                pages.add(page);
                continue;
            }
            stage(pages, awaiting);
            pages.clear();
            // The answer can change which requests are waited for.
            awaiting.clear();
            switch (received.message()) {
                case PackageCatalogued catalogued -> {
                    catalogues.save(catalogued);
                    decideRelease.catalogued(catalogued.requestId());
                }
                case PackageUnknown unknown ->
                    decideRelease.unknown(unknown.requestId(), new PackageId(unknown.packageId()));
                case SnapshotCompleted completed -> complete(completed);
                case SubscribersListed _ -> throw new IllegalStateException("pages are handled above");
            }
        }
        stage(pages, awaiting);
    }

    /** Stages the pages that a campaign waits for; others come late, or for a release that was rejected. */
    private void stage(List<SubscribersListed> pages, Map<String, Boolean> awaiting) {
        var wanted = pages.stream()
                .filter(page -> awaiting.computeIfAbsent(
                        page.requestId(), request -> waiting(request).isPresent()))
                .toList();
        if (!wanted.isEmpty()) {
            inventory.stage(wanted, clock.instant());
        }
    }

    private void complete(SnapshotCompleted completed) {
        waiting(completed.requestId()).ifPresent(campaign -> {
            var here = inventory.state(completed.snapshotId());
            if (here.pages() == completed.pages() && here.rows() == completed.rows()) {
                inventory.complete(completed.snapshotId(), completed.requestId(), clock.instant());
                campaigns.planFrom(campaign.id(), completed.snapshotId());
            } else {
                giveUp(campaign, completed, here);
            }
        });
    }

    /** Without the whole inventory no plan can be made, and what is missing does not come any more: it lies in a dead-letter topic. */
    private void giveUp(Campaign campaign, SnapshotCompleted completed, SnapshotState here) {
        var reason = "inventory snapshot " + completed.snapshotId() + " is incomplete: " + here.pages() + " of "
                + completed.pages() + " pages and " + here.rows() + " of " + completed.rows()
                + " orgs came; release the version again";
        LOG.errorf("campaign %s is aborted: %s", campaign.id(), reason);
        var now = clock.instant();
        inventory.discard(campaign.id());
        ledger.change(
                campaign,
                new Preparing().abort(),
                now,
                announcements -> announcements
                        .event(sequence -> new CampaignAborted(campaign.id().value(), sequence, now, "planner", reason))
                        .control(CampaignControl.State.ABORTED, reason, now));
    }

    /** The campaign that waits for the answer to a request, locked. */
    private Optional<Campaign> waiting(String requestId) {
        return campaigns
                .lockOfRelease(requestId)
                .filter(campaign -> campaign.state() instanceof Preparing)
                .filter(campaign ->
                        campaigns.planning(campaign.id()).snapshotId().isEmpty());
    }
}
