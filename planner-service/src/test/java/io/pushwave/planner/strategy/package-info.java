@NullMarked
package io.pushwave.planner.strategy;

import org.jspecify.annotations.NullMarked;
