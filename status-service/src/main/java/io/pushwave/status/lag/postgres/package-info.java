/** The gaps of the log that were noticed. */
@NullMarked
package io.pushwave.status.lag.postgres;

import org.jspecify.annotations.NullMarked;
