@NullMarked
package io.pushwave.planner.org.successor;

import org.jspecify.annotations.NullMarked;
