package io.pushwave.planner.dispatch;

import io.pushwave.contracts.OrgKey;

/**
 * The end of an attempt, as it was reported.
 *
 * @param campaignId as it was said; the campaign may not exist
 * @param attempt counts from 1
 * @param late whether it is the answer to an attempt that had timed out
 */
public record ReportedEnd(String campaignId, OrgKey org, int attempt, AttemptEnd end, boolean late) {}
