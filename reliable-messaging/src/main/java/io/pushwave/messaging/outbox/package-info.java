/** The way from an outbox row to an acknowledged Kafka record, and the clean-up of old rows. */
@NullMarked
package io.pushwave.messaging.outbox;

import org.jspecify.annotations.NullMarked;
