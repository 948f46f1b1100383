@NullMarked
package io.pushwave.planner;

import org.jspecify.annotations.NullMarked;
