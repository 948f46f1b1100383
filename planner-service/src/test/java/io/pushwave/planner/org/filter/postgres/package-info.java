@NullMarked
package io.pushwave.planner.org.filter.postgres;

import org.jspecify.annotations.NullMarked;
