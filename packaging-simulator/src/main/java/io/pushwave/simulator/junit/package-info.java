/** The simulator as a JUnit extension. Nothing of the running simulator needs JUnit. */
@NullMarked
package io.pushwave.simulator.junit;

import org.jspecify.annotations.NullMarked;
