/** Simulated time, and what is due at which time. */
@NullMarked
package io.pushwave.simulator.domain.time;

import org.jspecify.annotations.NullMarked;
