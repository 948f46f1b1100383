/** Strategies' documents as JSON: their schema, how they are read and written, and what is said of wrong ones. */
@NullMarked
package io.pushwave.planner.strategy.json;

import org.jspecify.annotations.NullMarked;
