/** Measures campaigns from the release to the status view, on the whole platform. */
@NullMarked
package io.pushwave.platform.bench.endtoend;

import org.jspecify.annotations.NullMarked;
