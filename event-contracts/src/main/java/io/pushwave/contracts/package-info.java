/**
 * The messages that Pushwave's services exchange: records under one sealed interface per topic, the topics themselves, and
 * the JSON that travels. No framework, no Kafka, no database.
 */
@NullMarked
package io.pushwave.contracts;

import org.jspecify.annotations.NullMarked;
