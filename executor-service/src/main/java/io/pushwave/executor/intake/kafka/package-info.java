/** The topics that are read. */
@NullMarked
package io.pushwave.executor.intake.kafka;

import org.jspecify.annotations.NullMarked;
