/** Bulk API 2.0 over HTTP. */
@NullMarked
package io.pushwave.simulator.http.bulk;

import org.jspecify.annotations.NullMarked;
