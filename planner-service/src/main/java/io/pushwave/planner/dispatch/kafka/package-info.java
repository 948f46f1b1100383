/** Results as they come in. */
@NullMarked
package io.pushwave.planner.dispatch.kafka;

import org.jspecify.annotations.NullMarked;
