package io.pushwave.planner.campaign.work;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.org.Target;
import io.pushwave.planner.org.postgres.Catalogues;
import io.pushwave.planner.org.postgres.Inventory;
import io.pushwave.planner.org.postgres.StagedSubscriber;
import io.pushwave.planner.plan.Eligibility;
import io.pushwave.planner.plan.Planning;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a plan is made from: the package's catalogue, and a complete inventory of its subscribers. */
@ApplicationScoped
class PlanSource {
    private final Catalogues catalogues;
    private final Inventory inventory;
    private final PlannerConfig.Batches batches;

    PlanSource(Catalogues catalogues, Inventory inventory, PlannerConfig config) {
        this.catalogues = catalogues;
        this.inventory = inventory;
        this.batches = config.batches();
    }

    Eligibility eligibility(Target target) {
        return new Eligibility(catalogues.of(target.packageId()), target.versionId(), target.versionNumber());
    }

    /** How many orgs are eligible, and how many are excluded for which reason. */
    record Census(long eligible, Map<ExclusionReason, Long> excluded) {}

    Census census(String snapshotId, Eligibility eligibility) {
        var excluded = new EnumMap<ExclusionReason, Long>(ExclusionReason.class);
        long eligible = 0;
        for (var state : inventory.census(snapshotId)) {
            var reason = eligibility.exclusion(state.installation());
            if (reason.isPresent()) {
                excluded.merge(reason.get(), state.orgs(), Long::sum);
            } else {
                eligible += state.orgs();
            }
        }
        return new Census(eligible, excluded);
    }

    /** The next orgs to plan, in the order of their keys; empty after the last. */
    List<StagedSubscriber> page(String snapshotId, Planning planning) {
        return inventory.page(snapshotId, planning.plannedUpTo().orElse(""), batches.planning());
    }

    /** Nothing that came for this campaign is needed any more. */
    void discard(CampaignId campaign) {
        inventory.discard(campaign);
    }
}
