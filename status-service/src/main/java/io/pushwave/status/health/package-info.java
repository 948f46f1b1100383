/** Whether the services live, by asking them. */
@NullMarked
package io.pushwave.status.health;

import org.jspecify.annotations.NullMarked;
