@NullMarked
package io.pushwave.planner.org;

import org.jspecify.annotations.NullMarked;
