package io.pushwave.messaging;

import io.pushwave.contracts.Message;
import java.util.Optional;

/**
 * A message that came in for the first time.
 *
 * @param messageId CloudEvents {@code source} and {@code id}, one space between them: the same for every
 *     delivery. For a release event the digest of its payload follows, as one id may come with two contents
 * @param traceParent the W3C trace context that travelled with it
 * @param origin the record as it came, for a dead letter by decision
 */
public record Received<M extends Message>(String messageId, M message, Optional<String> traceParent, Origin origin) {}
