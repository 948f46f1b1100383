/** Measures the packaged executor against the simulated Salesforce, and the real {@code sf} CLI beside it. */
@NullMarked
package io.pushwave.platform.bench.executor;

import org.jspecify.annotations.NullMarked;
