/** The push commands in PostgreSQL. */
@NullMarked
package io.pushwave.executor.command.postgres;

import org.jspecify.annotations.NullMarked;
