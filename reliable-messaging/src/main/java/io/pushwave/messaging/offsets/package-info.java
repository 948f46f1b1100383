/** How far a consumer's state has come in the log, what the log no longer has, and what is still to be read. */
@NullMarked
package io.pushwave.messaging.offsets;

import org.jspecify.annotations.NullMarked;
