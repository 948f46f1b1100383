/** How long statements of requests may take, where folds wait for each other, and how values are read from rows. */
@NullMarked
package io.pushwave.status.postgres;

import org.jspecify.annotations.NullMarked;
