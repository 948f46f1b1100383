/** Bulk API 1.0 over HTTP. */
@NullMarked
package io.pushwave.simulator.http.async;

import org.jspecify.annotations.NullMarked;
