package io.pushwave.planner.dispatch;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.CampaignId;

/** The id of a push command: the same campaign, org and attempt always give the same id, so a command can be said twice. */
public final class CommandId {
    private CommandId() {}

    /** The id of an attempt; attempts count from 1. */
    public static String of(CampaignId campaign, OrgKey org, int attempt) {
        return campaign.value() + ":" + org.value() + ":" + attempt;
    }
}
