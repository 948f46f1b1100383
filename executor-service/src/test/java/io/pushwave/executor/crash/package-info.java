/** Crashes, lost answers and faults, and what must be true after them. */
@NullMarked
package io.pushwave.executor.crash;

import org.jspecify.annotations.NullMarked;
