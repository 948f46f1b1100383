@NullMarked
package io.pushwave.planner.plan;

import org.jspecify.annotations.NullMarked;
