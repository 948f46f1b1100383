package io.pushwave.contracts;

/** The topics of the platform, with what each carries and how it is laid out. */
public enum Topic {
    PACKAGE_RELEASES("pushwave.package-releases.v1", PackageRelease.class, Cleanup.DELETE),
    INVENTORY_REQUESTS("pushwave.inventory-requests.v1", InventoryRequest.class, Cleanup.DELETE),
    SUBSCRIBERS("pushwave.subscribers.v1", SubscriberInventory.class, Cleanup.DELETE),
    PUSH_COMMANDS("pushwave.push-commands.v1", PushCommand.class, Cleanup.DELETE),
    CAMPAIGN_CONTROLS("pushwave.campaign-controls.v1", CampaignControl.class, Cleanup.COMPACT),
    PUSH_RESULTS("pushwave.push-results.v1", PushResult.class, Cleanup.DELETE),
    CAMPAIGN_PLAN("pushwave.campaign-plan.v1", CampaignPlanEntry.class, Cleanup.DELETE),
    CAMPAIGN_EVENTS("pushwave.campaign-events.v1", CampaignEvent.class, Cleanup.DELETE),
    RELEASE_REPORTS("pushwave.release-reports.v1", ReleaseReport.class, Cleanup.DELETE);

    /** What the broker does with old records of a topic. */
    public enum Cleanup {
        /** Removed after the topic's retention time. */
        DELETE,
        /** The newest record of each key is kept for good. */
        COMPACT
    }

    private final String topicName;
    private final Class<? extends Message> carries;
    private final Cleanup cleanup;

    Topic(String topicName, Class<? extends Message> carries, Cleanup cleanup) {
        this.topicName = topicName;
        this.carries = carries;
        this.cleanup = cleanup;
    }

    /** The name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** The sealed interface of everything that this topic carries. */
    public Class<? extends Message> carries() {
        return carries;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /** Where messages of this topic go that could not be read, with the reason in their headers. */
    public String deadLetterTopicName() {
        return topicName + ".dlq";
    }

    /** The topic that a message belongs on. */
    public static Topic of(Message message) {
        return switch (message) {
            case PackageRelease _ -> PACKAGE_RELEASES;
            case InventoryRequest _ -> INVENTORY_REQUESTS;
            case SubscriberInventory _ -> SUBSCRIBERS;
            case PushCommand _ -> PUSH_COMMANDS;
            case CampaignControl _ -> CAMPAIGN_CONTROLS;
            case PushResult _ -> PUSH_RESULTS;
            case CampaignPlanEntry _ -> CAMPAIGN_PLAN;
            case CampaignEvent _ -> CAMPAIGN_EVENTS;
            case ReleaseReport _ -> RELEASE_REPORTS;
        };
    }
}
