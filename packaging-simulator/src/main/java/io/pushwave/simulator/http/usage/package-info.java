/** How many calls are made, how long they take, and the log of them. */
@NullMarked
package io.pushwave.simulator.http.usage;

import org.jspecify.annotations.NullMarked;
