/** From a stored intent to its result: forming, stepping and following push requests. */
@NullMarked
package io.pushwave.executor.pushing;

import org.jspecify.annotations.NullMarked;
