/** Why installations fail, how often, and the errors that they leave. */
@NullMarked
package io.pushwave.simulator.domain.failures;

import org.jspecify.annotations.NullMarked;
