/** Keeping the copies of subscribers up to date, and sending them to whoever asked. */
@NullMarked
package io.pushwave.executor.inventory.work;

import org.jspecify.annotations.NullMarked;
