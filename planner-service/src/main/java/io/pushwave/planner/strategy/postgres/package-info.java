/** The table of strategies' versions. */
@NullMarked
package io.pushwave.planner.strategy.postgres;

import org.jspecify.annotations.NullMarked;
