/** Release events and the decision about them, as values. */
@NullMarked
package io.pushwave.planner.release;

import org.jspecify.annotations.NullMarked;
