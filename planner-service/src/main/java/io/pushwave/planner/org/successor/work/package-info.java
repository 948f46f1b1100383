/** What people can say of guesses, one transaction each. */
@NullMarked
package io.pushwave.planner.org.successor.work;

import org.jspecify.annotations.NullMarked;
