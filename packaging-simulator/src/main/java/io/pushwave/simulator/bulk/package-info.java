/**
 * Jobs that take records or queries and work them off as simulated time passes.
 *
 * <p>A job of a million records costs its file and a few integers a record, not an object each.
 */
@NullMarked
package io.pushwave.simulator.bulk;

import org.jspecify.annotations.NullMarked;
