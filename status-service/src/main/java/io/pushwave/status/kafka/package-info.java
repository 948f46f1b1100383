/** The three topics that the view is folded from. */
@NullMarked
package io.pushwave.status.kafka;

import org.jspecify.annotations.NullMarked;
