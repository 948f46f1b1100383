/** Makes commands, and takes their results in. */
@NullMarked
package io.pushwave.planner.dispatch.work;

import org.jspecify.annotations.NullMarked;
