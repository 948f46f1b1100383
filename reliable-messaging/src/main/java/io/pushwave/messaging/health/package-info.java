/** What the readiness and liveness probes are answered. */
@NullMarked
package io.pushwave.messaging.health;

import org.jspecify.annotations.NullMarked;
