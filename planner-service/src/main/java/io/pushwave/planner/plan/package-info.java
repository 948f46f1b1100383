/** Which orgs a campaign reaches, and in which wave. */
@NullMarked
package io.pushwave.planner.plan;

import org.jspecify.annotations.NullMarked;
