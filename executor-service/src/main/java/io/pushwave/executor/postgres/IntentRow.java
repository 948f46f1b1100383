package io.pushwave.executor.postgres;

import io.pushwave.contracts.PushResult.Subject;
import java.util.Optional;

/**
 * A push command whose state has just changed: what its result has to repeat.
 *
 * @param traceParent the command's trace, which its results continue
 */
public record IntentRow(Subject subject, Optional<String> traceParent, Optional<String> jobId) {}
