/** Push requests and their jobs as rows, and the states that they go through. */
@NullMarked
package io.pushwave.simulator.domain.requests;

import org.jspecify.annotations.NullMarked;
