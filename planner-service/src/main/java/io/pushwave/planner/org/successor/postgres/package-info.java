/** The table of refreshed sandboxes. */
@NullMarked
package io.pushwave.planner.org.successor.postgres;

import org.jspecify.annotations.NullMarked;
