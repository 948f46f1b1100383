@NullMarked
package io.pushwave.planner.release;

import org.jspecify.annotations.NullMarked;
