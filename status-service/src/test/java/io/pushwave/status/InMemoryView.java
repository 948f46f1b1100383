package io.pushwave.status;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.PushResult;
import io.pushwave.status.campaign.CampaignSummary;
import io.pushwave.status.campaign.CampaignView;
import io.pushwave.status.campaign.LogProgress;
import io.pushwave.status.org.Bucket;
import io.pushwave.status.org.OrgId;
import io.pushwave.status.org.OrgStanding;
import io.pushwave.status.org.OrgView;
import io.pushwave.status.org.StrayReason;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The view of one campaign in memory, folded message by message with the same functions as the stored one. */
public final class InMemoryView {
    private final Map<OrgId, OrgView> orgs = new HashMap<>();
    private CampaignView campaign;

    public InMemoryView(String campaignId) {
        this.campaign = CampaignView.unknown(campaignId);
    }

    /** The view after all messages of a scenario. */
    public static InMemoryView of(CampaignScenario scenario) {
        return of(scenario.campaignId(), scenario.messages());
    }

    /** The view after some messages. */
    public static InMemoryView of(String campaignId, List<? extends Message> messages) {
        var view = new InMemoryView(campaignId);
        view.fold(messages);
        return view;
    }

    public void fold(List<? extends Message> messages) {
        for (var message : messages) {
            if (message instanceof CampaignEvent event) {
                campaign = campaign.with(event);
            } else if (message instanceof CampaignPlanEntry entry) {
                fold(OrgView.of(entry));
            } else if (message instanceof PushResult result) {
                fold(OrgView.of(result));
            }
        }
    }

    private void fold(OrgView observed) {
        orgs.merge(observed.id(), observed, OrgView::join);
    }

    public Map<OrgId, OrgView> orgs() {
        return orgs;
    }

    public CampaignView campaign() {
        return campaign;
    }

    /** Where the orgs of the plan stand. */
    public Map<OrgId, OrgStanding> standings() {
        return orgs.values().stream()
                .flatMap(view -> OrgStanding.of(view, attemptsMaximum()).stream())
                .collect(Collectors.toMap(OrgStanding::id, standing -> standing));
    }

    public CampaignSummary summary() {
        return CampaignSummary.of(campaign, counters(), strays(), LogProgress.UNKNOWN)
                .orElseThrow();
    }

    /** The orgs of the plan by bucket. */
    public Map<Bucket, Long> counters() {
        return standings().values().stream().collect(Collectors.groupingBy(OrgStanding::bucket, Collectors.counting()));
    }

    /** The results that do not count, by reason. */
    public Map<StrayReason, Long> strays() {
        return orgs.values().stream()
                .flatMap(view -> view.strays(attemptsMaximum()).values().stream())
                .collect(Collectors.groupingBy(
                        reason -> reason, () -> new EnumMap<>(StrayReason.class), Collectors.counting()));
    }

    private OptionalInt attemptsMaximum() {
        return campaign.rules().attemptsMaximum();
    }
}
