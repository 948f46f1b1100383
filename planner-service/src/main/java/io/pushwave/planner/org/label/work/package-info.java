/** What can be done with labels, one transaction each. */
@NullMarked
package io.pushwave.planner.org.label.work;

import org.jspecify.annotations.NullMarked;
