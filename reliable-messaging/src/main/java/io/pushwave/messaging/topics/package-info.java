/** The topics: made, or compared with what is wanted, when a service starts. */
@NullMarked
package io.pushwave.messaging.topics;

import org.jspecify.annotations.NullMarked;
