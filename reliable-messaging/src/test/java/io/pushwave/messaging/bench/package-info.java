/** How fast the messaging is. */
@NullMarked
package io.pushwave.messaging.bench;

import org.jspecify.annotations.NullMarked;
