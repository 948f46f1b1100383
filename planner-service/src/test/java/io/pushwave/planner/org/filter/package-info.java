@NullMarked
package io.pushwave.planner.org.filter;

import org.jspecify.annotations.NullMarked;
