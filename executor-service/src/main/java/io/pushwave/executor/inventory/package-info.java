/** From an inventory request to a complete snapshot of a package's subscribers. */
@NullMarked
package io.pushwave.executor.inventory;

import org.jspecify.annotations.NullMarked;
