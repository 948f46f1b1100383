@NullMarked
package io.pushwave.planner.org.work;

import org.jspecify.annotations.NullMarked;
