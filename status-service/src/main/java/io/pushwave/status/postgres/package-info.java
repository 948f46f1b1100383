/** The read model's rows: folded in batches, read in pages. */
@NullMarked
package io.pushwave.status.postgres;

import org.jspecify.annotations.NullMarked;
