package io.pushwave.planner.campaign.work;

import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.messaging.AfterCommit;
import io.pushwave.messaging.outbox.Outbox;
import io.pushwave.planner.campaign.Campaign;
import io.pushwave.planner.dispatch.postgres.OrgPushes;
import io.pushwave.planner.gate.Wave;
import io.pushwave.planner.org.postgres.StagedSubscriber;
import io.pushwave.planner.plan.Eligibility;
import io.pushwave.planner.plan.PlacedOrg;
import io.pushwave.planner.plan.WavePlanner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Gives orgs their waves, and says so of each. */
@ApplicationScoped
class PlaceOrgs {
    private final OrgPushes orgPushes;
    private final Outbox outbox;
    private final CampaignMetrics metrics;
    private final AfterCommit afterCommit;
    private final Clock clock;

    PlaceOrgs(OrgPushes orgPushes, Outbox outbox, CampaignMetrics metrics, AfterCommit afterCommit, Clock clock) {
        this.orgPushes = orgPushes;
        this.outbox = outbox;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
        this.clock = clock;
    }

    void place(Campaign campaign, List<Wave> waves, Eligibility eligibility, List<StagedSubscriber> page) {
        var now = clock.instant();
        var placesLeft = waves.stream()
                .map(wave -> wave.counts().planned() - wave.counts().placed())
                .toList();
        var planner = new WavePlanner(campaign.target().versionId(), placesLeft);
        var placed = new ArrayList<PlacedOrg>(page.size());
        var entries = new ArrayList<CampaignPlanEntry>(page.size());
        for (var subscriber : page) {
            var org = subscriber.org();
            var exclusion = eligibility.exclusion(subscriber.installation());
            if (exclusion.isPresent()) {
                entries.add(new OrgExcluded(campaign.id().value(), org, exclusion.get(), now));
            } else {
                int wave = planner.waveOf(org.orgKey());
                placed.add(new PlacedOrg(org.orgKey(), wave));
                entries.add(new OrgPlanned(campaign.id().value(), org, wave, now));
            }
        }
        orgPushes.place(campaign.id(), placed);
        outbox.append(entries, campaign.traceParent());
        afterCommit.run(() -> metrics.orgsPlanned(page.size()));
    }
}
