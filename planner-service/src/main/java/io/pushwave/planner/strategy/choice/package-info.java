/** Which strategy a release gets. */
@NullMarked
package io.pushwave.planner.strategy.choice;

import org.jspecify.annotations.NullMarked;
