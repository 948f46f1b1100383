/** Sandboxes that were refreshed, and so have another org key than before. */
@NullMarked
package io.pushwave.planner.org.successor;

import org.jspecify.annotations.NullMarked;
