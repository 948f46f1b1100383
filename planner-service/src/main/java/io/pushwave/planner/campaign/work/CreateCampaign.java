package io.pushwave.planner.campaign.work;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.InventoryRequest.Scope;
import io.pushwave.messaging.IdSource;
import io.pushwave.messaging.outbox.Outbox;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.campaign.CampaignCommand;
import io.pushwave.planner.campaign.CampaignFacts;
import io.pushwave.planner.campaign.CampaignIdentity;
import io.pushwave.planner.campaign.CampaignLife;
import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.Target;
import io.pushwave.planner.org.postgres.Catalogues;
import io.pushwave.planner.strategy.Strategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Begins a campaign for an accepted release. */
@ApplicationScoped
public class CreateCampaign {
    private final CampaignLedger ledger;
    private final Catalogues catalogues;
    private final Outbox outbox;
    private final IdSource ids;
    private final Clock clock;

    CreateCampaign(CampaignLedger ledger, Catalogues catalogues, Outbox outbox, IdSource ids, Clock clock) {
        this.ledger = ledger;
        this.catalogues = catalogues;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Asks for the subscribers as well.
     *
     * @param version of the package
     * @param strategy the version of the strategy by which it runs
     * @param traceParent the trace of the release event
     */
    @Transactional(TxType.MANDATORY)
    public CampaignId create(
            CampaignIdentity.Request request,
            PackageId packageId,
            CatalogueVersion version,
            Strategy strategy,
            Optional<String> traceParent) {
        var now = clock.instant();
        var target = new Target(
                packageId, catalogues.of(packageId).packageName(), version.id(), version.name(), version.number());
        var identity = new CampaignIdentity(new CampaignId(ids.next()), target, strategy, request, traceParent);
        var campaign = ledger.store(
                CampaignLife.handle(Optional.empty(), new CampaignCommand.Create(), CampaignFacts.ofNew(identity), now)
                        .changed());
        outbox.append(
                List.of(new InventoryRequested(
                        campaign.id().value(), target.packageId().value(), Scope.SUBSCRIBERS)),
                campaign.traceParent());
        return campaign.id();
    }
}
