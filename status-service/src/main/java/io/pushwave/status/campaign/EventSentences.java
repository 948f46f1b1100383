package io.pushwave.status.campaign;

import io.pushwave.contracts.CampaignEvent.CampaignAborted;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import java.util.ArrayList;
import java.util.List;

/** What happened to a campaign, in sentences for somebody who sees it for the first time. */
public final class EventSentences {
    private EventSentences() {}

    /** One sentence for a campaign event, with its numbers and what its wave is called. */
    public static String of(ToldEvent told) {
        return switch (told.event()) {
            case CampaignCreated created ->
                "Campaign created for " + created.packageName() + " " + created.versionNumber()
                        + "; the list of subscriber orgs is being brought up to date.";
            case CampaignPlanned planned ->
                (planned.planRevision() == 1
                                ? "Plan made: "
                                : "Plan made anew (revision " + planned.planRevision() + "): ")
                        + count(planned.planned(), "org") + " in "
                        + count(planned.waves().size(), "wave") + ", " + planned.excluded() + " excluded.";
            case WaveOpened opened -> "Wave " + wave(opened.wave(), told) + " opened: its orgs may be pushed.";
            case GateDecided decided ->
                "Gate of wave " + wave(decided.wave(), told) + " "
                        + switch (decided.gate()) {
                            case PASSED -> "passed";
                            case HALTED -> "halted the campaign";
                        }
                        + ": of " + count(decided.numbers().planned(), "org") + " "
                        + ends(
                                decided.numbers().succeeded(),
                                decided.numbers().reached(),
                                decided.numbers().failed(),
                                decided.numbers().leftOut(),
                                decided.numbers().skipped(),
                                decided.numbers().cancelled())
                        + " (up to " + count(decided.numbers().toleratedFailures(), "failure") + " tolerated).";
            case CampaignHalted halted -> "Halted by " + halted.by() + ": " + halted.reason();
            case CampaignResumed resumed -> "Resumed by " + resumed.by() + ": " + resumed.reason();
            case CampaignAborted aborted -> "Aborted by " + aborted.by() + ": " + aborted.reason();
            case CampaignCompleted completed ->
                "Completed: of " + count(completed.planned(), "org") + " "
                        + ends(
                                completed.succeeded(),
                                completed.reached(),
                                completed.failed(),
                                completed.leftOut(),
                                completed.skipped(),
                                completed.cancelled())
                        + ".";
        };
    }

    private static String wave(int number, ToldEvent told) {
        return number + told.waveName().map(name -> " (" + name + ")").orElse("");
    }

    /** Numbers of ends; those that nobody had are not named, but for the two that everybody looks for. */
    private static String ends(long succeeded, long reached, long failed, long leftOut, long skipped, long cancelled) {
        var named = new ArrayList<String>();
        named.add(succeeded + " succeeded");
        named.add(failed + " failed");
        name(named, reached, "reached by the customer");
        name(named, leftOut, "left out");
        name(named, skipped, "skipped");
        name(named, cancelled, "cancelled");
        return String.join(", ", named);
    }

    private static void name(List<String> named, long n, String what) {
        if (n > 0) {
            named.add(n + " " + what);
        }
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
