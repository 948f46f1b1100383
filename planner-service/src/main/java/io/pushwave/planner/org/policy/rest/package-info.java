/** Policies over HTTP. */
@NullMarked
package io.pushwave.planner.org.policy.rest;

import org.jspecify.annotations.NullMarked;
