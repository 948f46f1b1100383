package io.pushwave.planner.dispatch;

import io.pushwave.contracts.OrgKey;
import java.time.Instant;

/**
 * An org that is to be commanded now.
 *
 * @param attempt counts from 1
 * @param notBefore earliest start; orgs with the same one can share a push request
 */
public record CommandedOrg(OrgKey org, int wave, int attempt, Instant notBefore) {}
