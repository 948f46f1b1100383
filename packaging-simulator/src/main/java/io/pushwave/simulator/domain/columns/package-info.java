/** Columns and lists of primitives, which hold millions of rows in little memory, and how they are written into snapshots. */
@NullMarked
package io.pushwave.simulator.domain.columns;

import org.jspecify.annotations.NullMarked;
