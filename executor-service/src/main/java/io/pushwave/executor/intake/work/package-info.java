/** Storing what comes in. */
@NullMarked
package io.pushwave.executor.intake.work;

import org.jspecify.annotations.NullMarked;
