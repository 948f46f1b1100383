/**
 * Bulk API 2.0: jobs that take a file of records, or a query, and are worked off as simulated time passes.
 *
 * <p>A job of a million records costs its file and a few integers a record, not an object each.
 */
@NullMarked
package io.pushwave.simulator.bulk;

import org.jspecify.annotations.NullMarked;
