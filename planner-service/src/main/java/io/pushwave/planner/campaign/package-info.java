/** The life cycle of a campaign, as values: which command leads where, and what is said about it. */
@NullMarked
package io.pushwave.planner.campaign;

import org.jspecify.annotations.NullMarked;
