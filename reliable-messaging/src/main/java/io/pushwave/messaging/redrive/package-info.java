/** The command that publishes dead letters to their topic again. */
@NullMarked
package io.pushwave.messaging.redrive;

import org.jspecify.annotations.NullMarked;
