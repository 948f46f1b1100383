/** Calls and replies: what all endpoints are made of. */
@NullMarked
package io.pushwave.simulator.http;

import org.jspecify.annotations.NullMarked;
