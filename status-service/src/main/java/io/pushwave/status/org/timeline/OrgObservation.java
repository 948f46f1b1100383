package io.pushwave.status.org.timeline;

import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.PushResult;
import io.pushwave.status.org.OrgView;

/** One message about one org: what it adds to the org's view, and its line in the org's timeline. */
public record OrgObservation(String messageId, OrgView view, TimelineEntry entry) {

    public static OrgObservation of(String messageId, CampaignPlanEntry message) {
        return new OrgObservation(messageId, OrgView.of(message), TimelineEntry.of(message));
    }

    public static OrgObservation of(String messageId, PushResult message) {
        return new OrgObservation(messageId, OrgView.of(message), TimelineEntry.of(message));
    }
}
