/** What the readiness and liveness probes are told. */
@NullMarked
package io.pushwave.messaging.health;

import org.jspecify.annotations.NullMarked;
