/** Refreshed sandboxes over HTTP. */
@NullMarked
package io.pushwave.planner.org.successor.rest;

import org.jspecify.annotations.NullMarked;
