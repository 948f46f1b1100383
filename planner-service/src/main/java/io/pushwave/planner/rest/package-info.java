/** What the planner's HTTP rooms share: reading values, and reporting that the database is unavailable. */
@NullMarked
package io.pushwave.planner.rest;

import org.jspecify.annotations.NullMarked;
