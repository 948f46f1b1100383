/** The table of waves. */
@NullMarked
package io.pushwave.planner.gate.postgres;

import org.jspecify.annotations.NullMarked;
