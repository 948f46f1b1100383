/** The table of policies. */
@NullMarked
package io.pushwave.planner.org.policy.postgres;

import org.jspecify.annotations.NullMarked;
