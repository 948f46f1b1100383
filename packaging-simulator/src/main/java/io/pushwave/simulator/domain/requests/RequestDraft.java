package io.pushwave.simulator.domain.requests;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A push request as a client wants it.
 *
 * @param version the id as it was sent
 * @param scheduledStart milliseconds since the epoch
 */
public record RequestDraft(
        Optional<String> version, OptionalLong scheduledStart, Optional<PushStatus> status, boolean migration) {}
