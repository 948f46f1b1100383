/** Reading a Kafka record, and remembering which were handled. */
@NullMarked
package io.pushwave.messaging.inbox;

import org.jspecify.annotations.NullMarked;
