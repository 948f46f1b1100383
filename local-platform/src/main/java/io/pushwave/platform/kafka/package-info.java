/** What the launcher itself says to the broker. */
@NullMarked
package io.pushwave.platform.kafka;

import org.jspecify.annotations.NullMarked;
