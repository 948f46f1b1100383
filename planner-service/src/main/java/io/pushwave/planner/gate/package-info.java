/** Waves, what was counted of them, and what gates decide by. */
@NullMarked
package io.pushwave.planner.gate;

import org.jspecify.annotations.NullMarked;
