/**
 * What the simulated platform is and does: in here what all of its rooms speak of, which are ids, answers and refusals, and
 * chance that comes from a seed.
 *
 * <p>All of it is plain Java and single-threaded: whoever calls in owns the state for the length of the call. Given the same
 * seed and the same calls at the same simulated times, everything in here ends up the same.
 */
@NullMarked
package io.pushwave.simulator.domain;

import org.jspecify.annotations.NullMarked;
