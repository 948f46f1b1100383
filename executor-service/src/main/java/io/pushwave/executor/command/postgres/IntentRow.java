package io.pushwave.executor.command.postgres;

import io.pushwave.contracts.PushResult.Subject;
import java.util.Optional;

/**
 * A push command whose state has just changed: what its result has to repeat.
 *
 * @param traceParent the command's trace, which its results continue
 * @param packageId 033… in the form of 18 characters; empty if the command could not be read whole
 * @param packageVersionId 04t…, likewise
 */
public record IntentRow(
        Subject subject,
        Optional<String> traceParent,
        Optional<String> jobId,
        String packageId,
        String packageVersionId) {}
