package io.pushwave.messaging;

import io.pushwave.contracts.Message;
import java.util.Optional;

/**
 * A message on its way out, with the trace that it belongs to.
 *
 * @param traceParent the W3C trace context of the work that caused the message
 */
public record OutgoingMessage(Message message, Optional<String> traceParent) {}
