/** Labels as they are stored. */
@NullMarked
package io.pushwave.planner.org.label.postgres;

import org.jspecify.annotations.NullMarked;
