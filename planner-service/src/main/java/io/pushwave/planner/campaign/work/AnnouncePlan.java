package io.pushwave.planner.campaign.work;

import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.messaging.AfterCommit;
import io.pushwave.messaging.outbox.Outbox;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.campaign.postgres.Campaigns;
import io.pushwave.planner.dispatch.postgres.DescribedEntry;
import io.pushwave.planner.dispatch.postgres.PlanEntries;
import io.pushwave.planner.plan.Planning;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;

/** Says which org is in which wave, or excluded and why; one message an org, page by page. */
@ApplicationScoped
class AnnouncePlan {
    private final PlanEntries entries;
    private final Campaigns campaigns;
    private final Outbox outbox;
    private final AfterCommit afterCommit;
    private final CampaignMetrics metrics;
    private final PlannerConfig.Batches batches;
    private final Clock clock;

    AnnouncePlan(
            PlanEntries entries,
            Campaigns campaigns,
            Outbox outbox,
            AfterCommit afterCommit,
            CampaignMetrics metrics,
            PlannerConfig config,
            Clock clock) {
        this.entries = entries;
        this.campaigns = campaigns;
        this.outbox = outbox;
        this.afterCommit = afterCommit;
        this.metrics = metrics;
        this.batches = config.batches();
        this.clock = clock;
    }

    /** Announces the next entries; false if there are none left. */
    @Transactional(TxType.MANDATORY)
    boolean announceNextPage(Campaign campaign, Planning planning) {
        var page = entries.page(
                campaign.id(),
                campaign.target().packageId(),
                planning.announcedUpTo().orElse(""),
                batches.planning());
        if (page.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        outbox.append(
                page.stream()
                        .map(entry -> message(campaign, planning.revision(), entry, now))
                        .toList(),
                campaign.traceParent());
        campaigns.planning(
                campaign.id(), planning.announced(page.getLast().org().orgKey().value()));
        afterCommit.run(() -> metrics.orgsPlanned(page.size()));
        return true;
    }

    private static CampaignPlanEntry message(Campaign campaign, int planRevision, DescribedEntry entry, Instant now) {
        var id = campaign.id().value();
        return entry.exclusion()
                .<CampaignPlanEntry>map(reason -> new OrgExcluded(id, planRevision, entry.org(), reason, now))
                .orElseGet(() -> new OrgPlanned(id, planRevision, entry.org(), entry.wave(), now));
    }
}
