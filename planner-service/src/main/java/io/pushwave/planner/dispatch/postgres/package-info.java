/** The table of org pushes; one row an org, changed by set statements. */
@NullMarked
package io.pushwave.planner.dispatch.postgres;

import org.jspecify.annotations.NullMarked;
