package io.pushwave.contracts;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.CampaignPlanEntry.OrgDescription;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One message of every type, each with every optional field present. */
final class SampleMessages {
    static final Instant AT = Instant.parse("2026-11-22T10:15:30.123456Z");
    private static final String PACKAGE = "033000000000001AAA";
    private static final String VERSION = "04t000000000001AAA";
    private static final String PLAN_HASH = "0123456789abcdef".repeat(4);
    private static final OrgKey ORG = new OrgKey("00D0000000000aB");
    private static final OrgKey PARENT = new OrgKey("00D0000000000aC");
    private static final OrgDescription DESCRIPTION = new OrgDescription(
            ORG, "Acme Sandbox", "Sandbox", "Active", "CS194", Optional.of(PARENT), "04t000000000000AAA");
    static final PushResult.Subject SUBJECT =
            new PushResult.Subject("campaign-1:00D0000000000aB:2", "campaign-1", ORG, 3, 2);
    static final PushResult.Failure FAILURE = new PushResult.Failure(
            PushResult.FailureClass.TRANSIENT,
            true,
            "UnclassifiedError",
            "Unexpected Failure",
            "An unexpected failure was experienced during the upgrade. Provide the following error number: 731858695-80805"
                    + " (-151184096).",
            Optional.of("An unexpected failure was experienced during the upgrade. Provide the following error number:"
                    + " <gack>."));

    static final PushResult.LeftOut LEFT_OUT =
            new PushResult.LeftOut(PushResult.LeftOutReason.UNINSTALLED, "The package was uninstalled");

    private static final ReleaseReport.Release RELEASE = new ReleaseReport.Release(
            "release-1",
            "/release-pipeline",
            "build-4711",
            PACKAGE,
            VERSION,
            Optional.of("release-pipeline"),
            Optional.of("Security fix"));

    private SampleMessages() {}

    /** In the order of {@link MessageType}; a new type without a sample fails the golden test. */
    static List<Message> all() {
        return List.of(
                new PackageRelease.PackageVersionReleased(
                        PACKAGE,
                        VERSION,
                        Optional.of("release-pipeline"),
                        Optional.of("Security fix"),
                        Optional.of("critical-security"),
                        Optional.of(PackageRelease.Urgency.CRITICAL)),
                new InventoryRequest.InventoryRequested("release-1", PACKAGE, InventoryRequest.Scope.CATALOGUE),
                new SubscriberInventory.PackageCatalogued(
                        "release-1",
                        PACKAGE,
                        "Acme Billing",
                        Optional.of("acme"),
                        SubscriberInventory.Ancestry.BY_ANCESTOR,
                        List.of(new SubscriberInventory.CataloguedVersion(
                                VERSION,
                                "Winter",
                                2,
                                1,
                                0,
                                4,
                                SubscriberInventory.ReleaseState.RELEASED,
                                false,
                                Optional.of("04t000000000000AAA"))),
                        AT),
                new SubscriberInventory.SubscribersListed(
                        "release-1",
                        PACKAGE,
                        "snapshot-1",
                        1,
                        List.of(new SubscriberInventory.SubscriberRow(
                                ORG,
                                "Acme Sandbox",
                                "Active",
                                "Sandbox",
                                "CS194",
                                Optional.of(PARENT),
                                "04t000000000000AAA",
                                false)),
                        Optional.of(AT)),
                new SubscriberInventory.SnapshotCompleted("release-1", PACKAGE, "snapshot-1", 1, 1, AT),
                new SubscriberInventory.PackageUnknown("release-1", PACKAGE, AT),
                new PushCommand.OrgPushCommanded(
                        "campaign-1:00D0000000000aB:2",
                        "campaign-1",
                        ORG,
                        PACKAGE,
                        VERSION,
                        3,
                        2,
                        AT,
                        Optional.of(AT.plusSeconds(3600))),
                new CampaignControl.CampaignControlled(
                        "campaign-1", 4, CampaignControl.State.HALTED, "too many failures", AT),
                new PushResult.PushScheduled(SUBJECT, AT, "0DV000000000001AAA", "0DX000000000001AAA", AT),
                new PushResult.PushStarted(SUBJECT, AT, "0DX000000000001AAA"),
                new PushResult.PushSucceeded(SUBJECT, AT, "0DX000000000001AAA"),
                new PushResult.PushReached(
                        SUBJECT, AT, Optional.of("0DX000000000001AAA"), "the org has version 2.1.0.4 already"),
                new PushResult.PushLeftOut(SUBJECT, AT, Optional.of("0DX000000000001AAA"), LEFT_OUT),
                new PushResult.PushFailed(SUBJECT, AT, Optional.of("0DX000000000001AAA"), FAILURE),
                new PushResult.PushCancelled(SUBJECT, AT, "campaign aborted"),
                new PushResult.PushSkipped(SUBJECT, AT, "its time had passed"),
                new PushResult.PushCorrected(
                        SUBJECT,
                        AT,
                        "0DX000000000001AAA",
                        PushResult.LateOutcome.FAILED,
                        Optional.of(FAILURE),
                        Optional.empty()),
                new CampaignPlanEntry.OrgPlanned("campaign-1", 1, DESCRIPTION, 3, AT),
                new CampaignPlanEntry.OrgExcluded("campaign-1", 1, DESCRIPTION, ExclusionReason.BETA_INSTALLED, AT),
                new CampaignEvent.CampaignCreated(
                        "campaign-1",
                        1,
                        AT,
                        PACKAGE,
                        "Acme Billing",
                        VERSION,
                        "Winter",
                        "2.1.0.4",
                        "default",
                        Optional.of("release-pipeline"),
                        Optional.of("Security fix")),
                new CampaignEvent.CampaignPlanned(
                        "campaign-1",
                        2,
                        AT,
                        1,
                        PLAN_HASH,
                        List.of(new CampaignEvent.PlannedWave(1, "Canary", CampaignEvent.WaveKind.CANARY, 50, 5)),
                        50,
                        3,
                        3,
                        Map.of(ExclusionReason.ORG_INACTIVE, 3L)),
                new CampaignEvent.WaveOpened("campaign-1", 3, AT, 1),
                new CampaignEvent.GateDecided(
                        "campaign-1",
                        4,
                        AT,
                        1,
                        CampaignEvent.Gate.PASSED,
                        new CampaignEvent.GateNumbers(50, 46, 1, 1, 2, 0, 0, 5),
                        "1 of 50 orgs failed, 5 are tolerated"),
                new CampaignEvent.CampaignHalted("campaign-1", 5, AT, "gate", "6 of 50 orgs failed"),
                new CampaignEvent.CampaignResumed("campaign-1", 6, AT, "ada", "the customer's lock is gone"),
                new CampaignEvent.CampaignAborted("campaign-1", 7, AT, "ada", "the version is bad"),
                new CampaignEvent.CampaignCompleted("campaign-1", 8, AT, 50, 46, 1, 1, 2, 0, 0),
                new ReleaseReport.ReleaseReceived(RELEASE, AT),
                new ReleaseReport.ReleaseAccepted(RELEASE, AT, "campaign-1"),
                new ReleaseReport.ReleaseRejected(
                        RELEASE,
                        AT,
                        "nobody-left",
                        "no org is left to push version 2.1.0.4 to: 3 have no common ancestor with it",
                        Optional.of("campaign-1")));
    }
}
