/** Which objects and fields there are, and where their values come from. */
@NullMarked
package io.pushwave.simulator.query.objects;

import org.jspecify.annotations.NullMarked;
