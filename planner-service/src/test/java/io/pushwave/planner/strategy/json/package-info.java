@NullMarked
package io.pushwave.planner.strategy.json;

import org.jspecify.annotations.NullMarked;
