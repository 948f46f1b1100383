package io.pushwave.status.campaign;

import io.pushwave.contracts.CampaignEvent;
import java.util.Optional;

/**
 * A campaign event as it is told to people.
 *
 * @param waveName how the wave that it is about is called, by the plan that holds now; empty if it is about none, or no plan was seen
 */
public record ToldEvent(CampaignEvent event, Optional<String> waveName) {}
