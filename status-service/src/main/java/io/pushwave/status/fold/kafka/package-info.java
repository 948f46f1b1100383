/** The topics that the view is folded from. */
@NullMarked
package io.pushwave.status.fold.kafka;

import org.jspecify.annotations.NullMarked;
