/** Calls of the REST API with several records or calls in them. */
@NullMarked
package io.pushwave.simulator.http.composite;

import org.jspecify.annotations.NullMarked;
