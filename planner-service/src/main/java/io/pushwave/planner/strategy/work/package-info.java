/** Strategies changed, chosen, and stored where they come with the service or its settings. */
@NullMarked
package io.pushwave.planner.strategy.work;

import org.jspecify.annotations.NullMarked;
