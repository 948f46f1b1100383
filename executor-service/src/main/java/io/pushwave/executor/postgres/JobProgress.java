package io.pushwave.executor.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.domain.IntentState;

/**
 * What a job's status means for the command that it carries out.
 *
 * @param requestId our id of the push request
 */
public record JobProgress(String requestId, OrgKey orgKey, String jobId, IntentState state) {}
