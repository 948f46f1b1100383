/** The planner decides what is pushed next: campaigns, waves, gates. What several of its rooms need stands here. */
@NullMarked
package io.pushwave.planner;

import org.jspecify.annotations.NullMarked;
