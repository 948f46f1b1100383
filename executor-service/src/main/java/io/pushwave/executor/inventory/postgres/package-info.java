/** The copies of subscribers, and who asked for them. */
@NullMarked
package io.pushwave.executor.inventory.postgres;

import org.jspecify.annotations.NullMarked;
