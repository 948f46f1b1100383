/** Release events over HTTP. */
@NullMarked
package io.pushwave.planner.release.rest;

import org.jspecify.annotations.NullMarked;
