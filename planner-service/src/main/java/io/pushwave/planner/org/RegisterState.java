package io.pushwave.planner.org;

import java.time.Instant;
import java.util.Optional;

/**
 * What is stated with everything that is read from the register of a package.
 *
 * @param asOf the moment as of which the newest whole snapshot told everything; empty before the first one
 * @param revision grows whenever an org, a label or a policy changes: the same revision, the same register
 */
public record RegisterState(Optional<Instant> asOf, long revision) {}
