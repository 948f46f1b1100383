/**
 * A Kafka broker and a PostgreSQL server for tests and for the platform on one machine: in containers where an engine
 * answers, as child processes otherwise.
 */
@NullMarked
package io.pushwave.infrastructure;

import org.jspecify.annotations.NullMarked;
