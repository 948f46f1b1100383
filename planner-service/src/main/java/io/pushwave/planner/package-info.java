/** The planner decides what is pushed next: campaigns, waves, gates. */
@NullMarked
package io.pushwave.planner;

import org.jspecify.annotations.NullMarked;
