package io.pushwave.simulator.domain.requests;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client wants to change in a push request; what is empty stays.
 *
 * @param version the id as it was sent
 * @param scheduledStart outer empty: stays; inner empty: is taken away; milliseconds since the epoch
 */
public record RequestChange(
        Optional<String> version, Optional<OptionalLong> scheduledStart, Optional<PushStatus> status) {}
