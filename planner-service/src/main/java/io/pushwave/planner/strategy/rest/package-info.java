/** Strategies over HTTP. */
@NullMarked
package io.pushwave.planner.strategy.rest;

import org.jspecify.annotations.NullMarked;
