/** The planner's HTTP interface. */
@NullMarked
package io.pushwave.planner.rest;

import org.jspecify.annotations.NullMarked;
