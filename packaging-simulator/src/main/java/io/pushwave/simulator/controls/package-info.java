/** A client of the simulator's own controls, for tests and tools in Java. */
@NullMarked
package io.pushwave.simulator.controls;

import org.jspecify.annotations.NullMarked;
