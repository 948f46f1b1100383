package io.pushwave.status;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.PushResult;
import io.pushwave.status.domain.Bucket;
import io.pushwave.status.domain.CampaignSummary;
import io.pushwave.status.domain.CampaignView;
import io.pushwave.status.domain.OrgId;
import io.pushwave.status.domain.OrgView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The view of one campaign in memory, folded message by message with the same functions as the stored one. */
public final class InMemoryView {
    private final Map<OrgId, OrgView> orgs = new HashMap<>();
    private final Map<Bucket, Long> counters = new HashMap<>();
    private CampaignView campaign;

    public InMemoryView(String campaignId) {
        this.campaign = CampaignView.unknown(campaignId);
    }

    /** The view after all messages of a story. */
    public static InMemoryView of(CampaignStory story) {
        var view = new InMemoryView(story.campaignId());
        view.fold(story.messages());
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

    private void fold(OrgView told) {
        var before = orgs.get(told.id());
        var after = before == null ? told : before.join(told);
        orgs.put(told.id(), after);
        if (before != null) {
            counters.merge(before.bucket(), -1L, Long::sum);
        }
        counters.merge(after.bucket(), 1L, Long::sum);
        counters.values().removeIf(n -> n == 0);
    }

    public Map<OrgId, OrgView> orgs() {
        return orgs;
    }

    public CampaignView campaign() {
        return campaign;
    }

    public CampaignSummary summary() {
        return CampaignSummary.of(campaign, counters).orElseThrow();
    }

    /** The counters as kept by what changed. */
    public Map<Bucket, Long> counters() {
        return counters;
    }

    /** The counters as the orgs say. */
    public Map<Bucket, Long> recount() {
        return orgs.values().stream().collect(Collectors.groupingBy(OrgView::bucket, Collectors.counting()));
    }
}
