package io.pushwave.planner.campaign;

import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.Message;
import io.pushwave.planner.domain.Campaign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * What is said about a locked campaign in one transaction: events get the next numbers of the campaign, without gaps, and
 * control messages the next epoch.
 */
final class Announcements {
    private final Campaign campaign;
    private final List<Message> messages = new ArrayList<>();
    private long sequence;
    private long epoch;

    Announcements(Campaign campaign) {
        this.campaign = campaign;
        this.sequence = campaign.sequence();
        this.epoch = campaign.controlEpoch();
    }

    /** Makes an event with the number that is next. */
    Announcements event(LongFunction<CampaignEvent> event) {
        sequence++;
        messages.add(event.apply(sequence));
        return this;
    }

    Announcements control(State state, String reason, Instant at) {
        epoch++;
        messages.add(new CampaignControlled(campaign.id().value(), epoch, state, reason, at));
        return this;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    /** The campaign with the numbers that were given away. */
    Campaign announced() {
        return campaign.withAnnounced(epoch, sequence);
    }
}
