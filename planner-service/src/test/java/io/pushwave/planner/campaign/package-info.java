@NullMarked
package io.pushwave.planner.campaign;

import org.jspecify.annotations.NullMarked;
