/** How many of the orgs that may be pushed are pushed now. */
@NullMarked
package io.pushwave.planner.dispatch.pace;

import org.jspecify.annotations.NullMarked;
