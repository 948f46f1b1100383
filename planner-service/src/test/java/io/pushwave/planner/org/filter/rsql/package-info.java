@NullMarked
package io.pushwave.planner.org.filter.rsql;

import org.jspecify.annotations.NullMarked;
