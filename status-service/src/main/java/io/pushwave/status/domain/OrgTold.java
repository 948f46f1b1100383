package io.pushwave.status.domain;

import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.PushResult;

/** One message about one org: what it adds to the org's view, and its line in the org's timeline. */
public record OrgTold(String messageId, OrgView view, TimelineEntry entry) {

    public static OrgTold of(String messageId, CampaignPlanEntry message) {
        return new OrgTold(messageId, OrgView.of(message), TimelineEntry.of(message));
    }

    public static OrgTold of(String messageId, PushResult message) {
        return new OrgTold(messageId, OrgView.of(message), TimelineEntry.of(message));
    }
}
