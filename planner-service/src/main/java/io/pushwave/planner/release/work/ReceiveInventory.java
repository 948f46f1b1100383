package io.pushwave.planner.release.work;

import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.messaging.Received;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.campaign.work.TakeSubscribers;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.postgres.Catalogues;
import io.pushwave.planner.org.work.FeedRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the answers to inventory requests in: the catalogue decides releases, the pages feed the register, the end starts planning.
 */
@ApplicationScoped
public class ReceiveInventory {
    private final Catalogues catalogues;
    private final Campaigns campaigns;
    private final DecideRelease decideRelease;
    private final TakeSubscribers subscribers;
    private final FeedRegister register;

    ReceiveInventory(
            Catalogues catalogues,
            Campaigns campaigns,
            DecideRelease decideRelease,
            TakeSubscribers subscribers,
            FeedRegister register) {
        this.catalogues = catalogues;
        this.campaigns = campaigns;
        this.decideRelease = decideRelease;
        this.subscribers = subscribers;
        this.register = register;
    }

    /** Handles messages in their order; pages that follow one another are taken together. */
    @Transactional(TxType.MANDATORY)
    public void handle(List<Received<SubscriberInventory>> batch) {
        var awaiting = new HashMap<String, Boolean>();
        var pages = new ArrayList<SubscribersListed>();
        for (var received : batch) {
            if (received.message() instanceof SubscribersListed page) {
                pages.add(page);
                continue;
            }
            take(pages, awaiting);
            pages.clear();
            // The answer can change which requests are waited for.
            awaiting.clear();
            switch (received.message()) {
                case PackageCatalogued catalogued -> catalogued(catalogued);
                case PackageUnknown unknown -> unknown(unknown);
                case SnapshotCompleted completed -> completed(completed);
                case SubscribersListed _ -> throw new IllegalStateException("pages are handled above");
            }
        }
        take(pages, awaiting);
    }

    /** Campaigns first: whoever locks a campaign and a register locks them in this order. */
    private void take(List<SubscribersListed> pages, Map<String, Boolean> awaiting) {
        subscribers.stage(pages, awaiting);
        register.pages(pages);
    }

    private void completed(SnapshotCompleted completed) {
        subscribers.complete(completed);
        register.ended(completed);
    }

    /** A plan that is being made keeps the catalogue that it was begun with, so that every page is classified alike. */
    private void catalogued(PackageCatalogued catalogued) {
        var packageId = new PackageId(catalogued.packageId());
        if (!campaigns.isPlanned(packageId)) {
            catalogues.save(catalogued);
        }
        decideRelease.catalogued(catalogued.requestId(), packageId);
    }

    private void unknown(PackageUnknown unknown) {
        decideRelease.unknown(unknown.requestId(), new PackageId(unknown.packageId()));
        subscribers.unknown(unknown);
    }
}
