package io.pushwave.executor.command.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.command.IntentState;

/**
 * What a job's status means for the command that it carries out.
 *
 * @param requestId our id of the push request
 */
public record JobProgress(String requestId, OrgKey orgKey, String jobId, IntentState state) {

    /** The same job with what its errors say. */
    public JobProgress ended(IntentState end) {
        return new JobProgress(requestId, orgKey, jobId, end);
    }
}
