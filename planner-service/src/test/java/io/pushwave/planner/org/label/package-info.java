@NullMarked
package io.pushwave.planner.org.label;

import org.jspecify.annotations.NullMarked;
