/** What the executor remembers, in its own PostgreSQL schema. */
@NullMarked
package io.pushwave.executor.postgres;

import org.jspecify.annotations.NullMarked;
