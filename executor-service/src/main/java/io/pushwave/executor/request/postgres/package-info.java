/** The push requests in PostgreSQL, and who works on which. */
@NullMarked
package io.pushwave.executor.request.postgres;

import org.jspecify.annotations.NullMarked;
