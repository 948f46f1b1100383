/** How a campaign goes about it: waves, tolerance, retries. */
@NullMarked
package io.pushwave.planner.strategy;

import org.jspecify.annotations.NullMarked;
