package io.pushwave.status.domain;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;

/** What happened, in words for somebody who sees it for the first time. */
public final class Sentences {
    private Sentences() {}

    /** One sentence for a campaign event, with its numbers. */
    public static String of(CampaignEvent event) {
        return switch (event) {
            case CampaignCreated created ->
                "Campaign created for " + created.packageName() + " " + created.versionNumber()
                        + "; the list of subscriber orgs is being brought up to date.";
            case CampaignPlanned planned ->
                "Plan made: " + count(planned.planned(), "org") + " in "
                        + count(planned.waves().size(), "wave") + ", " + planned.excluded() + " left out.";
            case WaveOpened opened -> "Wave " + opened.wave() + " opened: its orgs may be pushed.";
            case GateDecided decided ->
                "Gate of wave " + decided.wave() + " "
                        + switch (decided.gate()) {
                            case PASSED -> "passed";
                            case HALTED -> "halted the campaign";
                        }
                        + ": " + decided.numbers().succeeded() + " of "
                        + decided.numbers().planned() + " succeeded, "
                        + decided.numbers().failed() + " failed ("
                        + decided.numbers().toleratedFailures() + " tolerated).";
            case CampaignHalted halted -> "Halted by " + halted.by() + ": " + halted.reason();
            case CampaignResumed resumed -> "Resumed by " + resumed.by() + ": " + resumed.reason();
            case CampaignAborted aborted -> "Aborted by " + aborted.by() + ": " + aborted.reason();
            case CampaignCompleted completed ->
                "Completed: " + completed.succeeded() + " of " + count(completed.planned(), "org") + " succeeded, "
                        + completed.failed() + " failed, " + completed.skipped() + " skipped.";
        };
    }

    /** Why an org was left out, to be put after a colon. */
    static String excluded(ExclusionReason reason) {
        return switch (reason) {
            case ORG_INACTIVE -> "the org is inactive and cannot receive pushes";
            case ALREADY_ON_TARGET_OR_NEWER -> "the org already has this version or a newer one";
            case BETA_INSTALLED -> "a beta version is installed, and a beta cannot be upgraded";
            case BLOCKED_BY_SUBSCRIBER -> "the subscriber blocks push upgrades";
            case INSTALLED_VERSION_UNKNOWN -> "the installed version is not in the package's catalogue";
        };
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
