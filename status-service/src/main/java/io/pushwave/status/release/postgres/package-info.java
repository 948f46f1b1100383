/** The releases' rows. */
@NullMarked
package io.pushwave.status.release.postgres;

import org.jspecify.annotations.NullMarked;
