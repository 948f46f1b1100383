package io.pushwave.planner.campaign.work;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.PlannerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Keeps plans from when they are made until they are stored, so that not every page makes them anew; within a bounded number of orgs,
 * the plans that were used last.
 */
@ApplicationScoped
class PlansInMaking {
    private static final float LOAD = 0.75f;

    private final LinkedHashMap<CampaignId, PlanSource.Made> plans = new LinkedHashMap<>(16, LOAD, true);
    private final long orgsMaximum;

    PlansInMaking(PlannerConfig config) {
        this.orgsMaximum = config.planning().orgsMaximum();
    }

    synchronized void keep(CampaignId campaign, PlanSource.Made made) {
        plans.put(campaign, made);
        var eldest = plans.entrySet().iterator();
        for (long orgs = orgs(); orgs > orgsMaximum && plans.size() > 1; orgs = orgs()) {
            eldest.next();
            eldest.remove();
        }
    }

    synchronized Optional<PlanSource.Made> of(CampaignId campaign) {
        return Optional.ofNullable(plans.get(campaign));
    }

    synchronized void forget(CampaignId campaign) {
        plans.remove(campaign);
    }

    private long orgs() {
        return plans.values().stream().mapToLong(made -> made.plan().size()).sum();
    }
}
