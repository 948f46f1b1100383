@NullMarked
package io.pushwave.planner.org.postgres;

import org.jspecify.annotations.NullMarked;
