@NullMarked
package io.pushwave.planner.org.policy;

import org.jspecify.annotations.NullMarked;
