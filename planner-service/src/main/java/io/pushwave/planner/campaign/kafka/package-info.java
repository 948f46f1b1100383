/** Messages about campaigns. */
@NullMarked
package io.pushwave.planner.campaign.kafka;

import org.jspecify.annotations.NullMarked;
