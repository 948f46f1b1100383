package io.pushwave.platform.demo;

import io.pushwave.platform.api.CampaignEvent;
import io.pushwave.platform.api.CampaignSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What can be shown of a campaign at one moment.
 *
 * @param elapsed since the release event was sent
 * @param console where the same can be seen in a browser
 * @param summary empty until the campaign exists
 * @param events what has happened so far, oldest first
 */
record Picture(
        String release,
        Duration elapsed,
        String console,
        Optional<CampaignSummary> summary,
        List<CampaignEvent> events) {
    Picture {
        events = List.copyOf(events);
    }
}
