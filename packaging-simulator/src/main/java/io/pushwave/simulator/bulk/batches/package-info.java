/** The jobs of Bulk API 1.0 (Async…), which have batches. */
@NullMarked
package io.pushwave.simulator.bulk.batches;

import org.jspecify.annotations.NullMarked;
