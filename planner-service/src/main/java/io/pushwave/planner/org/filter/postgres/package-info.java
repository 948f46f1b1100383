/** Conditions over orgs as conditions of statements. */
@NullMarked
package io.pushwave.planner.org.filter.postgres;

import org.jspecify.annotations.NullMarked;
