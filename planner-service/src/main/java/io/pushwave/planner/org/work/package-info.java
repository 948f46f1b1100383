/** How the register is fed, and kept true to what its snapshots tell. */
@NullMarked
package io.pushwave.planner.org.work;

import org.jspecify.annotations.NullMarked;
