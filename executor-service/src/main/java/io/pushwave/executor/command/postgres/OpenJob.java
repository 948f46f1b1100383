package io.pushwave.executor.command.postgres;

import java.util.Optional;

/**
 * A job that has not ended.
 *
 * @param requestId of the push request, ours
 * @param jobId Salesforce's, if it is known
 */
public record OpenJob(String requestId, Optional<String> jobId) {}
