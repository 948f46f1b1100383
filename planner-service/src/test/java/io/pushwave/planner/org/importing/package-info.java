@NullMarked
package io.pushwave.planner.org.importing;

import org.jspecify.annotations.NullMarked;
