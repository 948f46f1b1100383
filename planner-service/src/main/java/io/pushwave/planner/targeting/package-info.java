/** Which orgs of a package a campaign is about, before anything is said of waves. */
@NullMarked
package io.pushwave.planner.targeting;

import org.jspecify.annotations.NullMarked;
