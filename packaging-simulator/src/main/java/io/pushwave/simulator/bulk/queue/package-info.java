/** What bulk jobs of all kinds share: which are kept, what they may use, and attempts at batches that take their time. */
@NullMarked
package io.pushwave.simulator.bulk.queue;

import org.jspecify.annotations.NullMarked;
