/** Begins campaigns, plans them, keeps them going and ends them; one transaction each. */
@NullMarked
package io.pushwave.planner.campaign.work;

import org.jspecify.annotations.NullMarked;
