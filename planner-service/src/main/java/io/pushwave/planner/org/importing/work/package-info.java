/** How imports are stored, one transaction each. */
@NullMarked
package io.pushwave.planner.org.importing.work;

import org.jspecify.annotations.NullMarked;
