/** The simulator over HTTP: the server, and every endpoint put together. */
@NullMarked
package io.pushwave.simulator.http.server;

import org.jspecify.annotations.NullMarked;
