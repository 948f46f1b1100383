@NullMarked
package io.pushwave.planner.strategy.work;

import org.jspecify.annotations.NullMarked;
