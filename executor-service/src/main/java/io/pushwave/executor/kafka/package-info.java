/** The topics that the executor reads. */
@NullMarked
package io.pushwave.executor.kafka;

import org.jspecify.annotations.NullMarked;
