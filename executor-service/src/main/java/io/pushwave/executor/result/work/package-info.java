/** Results of push commands, into the outbox. */
@NullMarked
package io.pushwave.executor.result.work;

import org.jspecify.annotations.NullMarked;
