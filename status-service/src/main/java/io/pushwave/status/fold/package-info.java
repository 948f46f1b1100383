/** Takes batches of messages into the view. */
@NullMarked
package io.pushwave.status.fold;

import org.jspecify.annotations.NullMarked;
