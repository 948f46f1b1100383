/**
 * What the simulated platform is and does: packages, subscriber orgs, push requests, jobs and errors, on a simulated time.
 *
 * <p>Plain Java and single-threaded: whoever calls in owns the state for the length of the call. Given the same seed and the
 * same calls at the same simulated times, everything in here ends up the same.
 */
@NullMarked
package io.pushwave.simulator.domain;

import org.jspecify.annotations.NullMarked;
