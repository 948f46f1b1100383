/** What is done with a campaign from its creation to its end: planning, commanding, folding results, gates and brakes. */
@NullMarked
package io.pushwave.planner.campaign;

import org.jspecify.annotations.NullMarked;
