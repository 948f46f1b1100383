package io.pushwave.status.org.timeline;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.status.org.OrgStanding;
import java.util.Optional;

/** What became of an org, in sentences for somebody who sees it for the first time. */
public final class Sentences {
    private Sentences() {}

    /** Why an org was not upgraded, where that lies in the org and not in a push: one sentence. */
    public static Optional<String> whyNot(OrgStanding standing) {
        return standing.excludedReason()
                .map(reason -> "Excluded by the plan: " + excluded(reason) + ".")
                .or(() -> standing.leftOut().map(left -> "Left out: " + leftOut(left.reason()) + "."));
    }

    /** Why an org was left out after it had been planned, to be put after a colon. */
    static String leftOut(LeftOutReason reason) {
        return switch (reason) {
            case UNINSTALLED -> "the customer uninstalled the package";
            case ORG_INACTIVE -> "the org is inactive, locked or deleted";
            case SUBSCRIPTION_EXPIRED -> "the customer's Salesforce subscription or trial has expired";
            case BLOCKED_BY_SUBSCRIBER -> "the customer blocks push upgrades";
            case BETA_INSTALLED -> "a beta version is installed, and a beta cannot be upgraded";
            case NO_COMMON_ANCESTOR -> "the version does not descend from the one that is installed";
            case NOT_ELIGIBLE -> "Salesforce calls the org not eligible and says no more";
        };
    }

    /** Why the plan excluded an org, to be put after a colon. */
    static String excluded(ExclusionReason reason) {
        return switch (reason) {
            case ORG_INACTIVE -> "the org is inactive and cannot receive pushes";
            case ALREADY_ON_TARGET_OR_NEWER -> "the org already has this version or a newer one";
            case BETA_INSTALLED -> "a beta version is installed, and a beta cannot be upgraded";
            case BLOCKED_BY_SUBSCRIBER -> "the subscriber blocks push upgrades";
            case INSTALLED_VERSION_UNKNOWN -> "the installed version is not in the package's catalogue";
            case NO_COMMON_ANCESTOR ->
                "the version does not descend from the one that is installed, so Salesforce would refuse it";
            case EXCLUDED_BY_REQUEST -> "whoever began the campaign excluded it";
            case OPTED_OUT -> "the customer does not want pushes";
            case HELD -> "somebody holds the org: nothing is pushed until the hold is lifted";
            case PINNED -> "somebody pinned the org to an older version";
            case IN_NO_WAVE -> "no wave of the strategy takes it, or each that would is full";
        };
    }
}
