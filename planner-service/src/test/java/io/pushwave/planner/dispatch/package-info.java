@NullMarked
package io.pushwave.planner.dispatch;

import org.jspecify.annotations.NullMarked;
