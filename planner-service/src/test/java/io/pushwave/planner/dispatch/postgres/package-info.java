@NullMarked
package io.pushwave.planner.dispatch.postgres;

import org.jspecify.annotations.NullMarked;
