/** The planner's consumers: read a batch, hand it on, return. */
@NullMarked
package io.pushwave.planner.kafka;

import org.jspecify.annotations.NullMarked;
