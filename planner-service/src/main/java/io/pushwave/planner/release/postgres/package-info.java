/** The tables of release events and of the questions that they wait for. */
@NullMarked
package io.pushwave.planner.release.postgres;

import org.jspecify.annotations.NullMarked;
