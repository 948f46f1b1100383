package io.pushwave.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** One message as it travels: the payload of a CloudEvent on the topic that its sealed interface belongs to. */
public sealed interface Message
        permits PackageRelease,
                InventoryRequest,
                SubscriberInventory,
                PushCommand,
                CampaignControl,
                PushResult,
                CampaignPlanEntry,
                CampaignEvent,
                ReleaseReport {

    /** The Kafka key: messages with the same key stay in the order in which they were appended. */
    @JsonIgnore
    String key();
}
