package io.pushwave.planner.dispatch;

import io.pushwave.planner.CampaignId;
import io.pushwave.planner.org.Target;
import java.util.Optional;

/**
 * What the commands of a campaign have in common.
 *
 * @param traceParent the trace of the release event that began the campaign
 */
public record PushedVersion(CampaignId campaign, Target target, Optional<String> traceParent) {}
