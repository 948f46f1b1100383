package io.pushwave.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The CloudEvents {@code type} of every message: the name that travels, and the record that it stands for. */
public enum MessageType {
    PACKAGE_VERSION_RELEASED(
            "io.pushwave.package-version-released.v1",
            Topic.PACKAGE_RELEASES,
            PackageRelease.PackageVersionReleased.class),
    INVENTORY_REQUESTED(
            "io.pushwave.inventory-requested.v1", Topic.INVENTORY_REQUESTS, InventoryRequest.InventoryRequested.class),
    PACKAGE_CATALOGUED(
            "io.pushwave.package-catalogued.v1", Topic.SUBSCRIBERS, SubscriberInventory.PackageCatalogued.class),
    SUBSCRIBERS_LISTED(
            "io.pushwave.subscribers-listed.v1", Topic.SUBSCRIBERS, SubscriberInventory.SubscribersListed.class),
    SNAPSHOT_COMPLETED(
            "io.pushwave.snapshot-completed.v1", Topic.SUBSCRIBERS, SubscriberInventory.SnapshotCompleted.class),
    PACKAGE_UNKNOWN("io.pushwave.package-unknown.v1", Topic.SUBSCRIBERS, SubscriberInventory.PackageUnknown.class),
    ORG_PUSH_COMMANDED("io.pushwave.org-push-commanded.v1", Topic.PUSH_COMMANDS, PushCommand.OrgPushCommanded.class),
    CAMPAIGN_CONTROLLED(
            "io.pushwave.campaign-controlled.v1", Topic.CAMPAIGN_CONTROLS, CampaignControl.CampaignControlled.class),
    PUSH_SCHEDULED("io.pushwave.push-scheduled.v1", Topic.PUSH_RESULTS, PushResult.PushScheduled.class),
    PUSH_STARTED("io.pushwave.push-started.v1", Topic.PUSH_RESULTS, PushResult.PushStarted.class),
    PUSH_SUCCEEDED("io.pushwave.push-succeeded.v1", Topic.PUSH_RESULTS, PushResult.PushSucceeded.class),
    PUSH_REACHED("io.pushwave.push-reached.v1", Topic.PUSH_RESULTS, PushResult.PushReached.class),
    PUSH_LEFT_OUT("io.pushwave.push-left-out.v1", Topic.PUSH_RESULTS, PushResult.PushLeftOut.class),
    PUSH_FAILED("io.pushwave.push-failed.v1", Topic.PUSH_RESULTS, PushResult.PushFailed.class),
    PUSH_CANCELLED("io.pushwave.push-cancelled.v1", Topic.PUSH_RESULTS, PushResult.PushCancelled.class),
    PUSH_SKIPPED("io.pushwave.push-skipped.v1", Topic.PUSH_RESULTS, PushResult.PushSkipped.class),
    PUSH_CORRECTED("io.pushwave.push-corrected.v1", Topic.PUSH_RESULTS, PushResult.PushCorrected.class),
    ORG_PLANNED("io.pushwave.org-planned.v1", Topic.CAMPAIGN_PLAN, CampaignPlanEntry.OrgPlanned.class),
    ORG_EXCLUDED("io.pushwave.org-excluded.v1", Topic.CAMPAIGN_PLAN, CampaignPlanEntry.OrgExcluded.class),
    CAMPAIGN_CREATED("io.pushwave.campaign-created.v1", Topic.CAMPAIGN_EVENTS, CampaignEvent.CampaignCreated.class),
    CAMPAIGN_PLANNED("io.pushwave.campaign-planned.v1", Topic.CAMPAIGN_EVENTS, CampaignEvent.CampaignPlanned.class),
    WAVE_OPENED("io.pushwave.wave-opened.v1", Topic.CAMPAIGN_EVENTS, CampaignEvent.WaveOpened.class),
    GATE_DECIDED("io.pushwave.gate-decided.v1", Topic.CAMPAIGN_EVENTS, CampaignEvent.GateDecided.class),
    CAMPAIGN_HALTED("io.pushwave.campaign-halted.v1", Topic.CAMPAIGN_EVENTS, CampaignEvent.CampaignHalted.class),
    CAMPAIGN_RESUMED("io.pushwave.campaign-resumed.v1", Topic.CAMPAIGN_EVENTS, CampaignEvent.CampaignResumed.class),
    CAMPAIGN_ABORTED("io.pushwave.campaign-aborted.v1", Topic.CAMPAIGN_EVENTS, CampaignEvent.CampaignAborted.class),
    CAMPAIGN_COMPLETED(
            "io.pushwave.campaign-completed.v1", Topic.CAMPAIGN_EVENTS, CampaignEvent.CampaignCompleted.class),
    RELEASE_RECEIVED("io.pushwave.release-received.v1", Topic.RELEASE_REPORTS, ReleaseReport.ReleaseReceived.class),
    RELEASE_ACCEPTED("io.pushwave.release-accepted.v1", Topic.RELEASE_REPORTS, ReleaseReport.ReleaseAccepted.class),
    RELEASE_REJECTED("io.pushwave.release-rejected.v1", Topic.RELEASE_REPORTS, ReleaseReport.ReleaseRejected.class);

    private static final Map<String, MessageType> BY_TYPE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageType::typeName, Function.identity()));
    private static final Map<Class<? extends Message>, MessageType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(MessageType::record, Function.identity()));

    private final String typeName;
    private final Topic topic;
    private final Class<? extends Message> messageRecord;

    MessageType(String typeName, Topic topic, Class<? extends Message> messageRecord) {
        this.typeName = typeName;
        this.topic = topic;
        this.messageRecord = messageRecord;
    }

    /** The value of the CloudEvents attribute {@code type}. */
    public String typeName() {
        return typeName;
    }

    public Topic topic() {
        return topic;
    }

    public Class<? extends Message> record() {
        return messageRecord;
    }

    /** The type of a message. */
    public static MessageType of(Message message) {
        var type = BY_RECORD.get(message.getClass());
        if (type == null) {
            throw new IllegalStateException(message.getClass() + " has no message type: add it to MessageType");
        }
        return type;
    }

    /** The type that a CloudEvents {@code type} names, if it is one of ours. */
    public static Optional<MessageType> named(String typeName) {
        return Optional.ofNullable(BY_TYPE_NAME.get(typeName));
    }
}
