/** Release events and answers about packages as they come in. */
@NullMarked
package io.pushwave.planner.release.kafka;

import org.jspecify.annotations.NullMarked;
