/** The register over HTTP. */
@NullMarked
package io.pushwave.planner.org.rest;

import org.jspecify.annotations.NullMarked;
