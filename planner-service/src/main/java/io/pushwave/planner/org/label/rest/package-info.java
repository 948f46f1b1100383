/** Labels over HTTP. */
@NullMarked
package io.pushwave.planner.org.label.rest;

import org.jspecify.annotations.NullMarked;
