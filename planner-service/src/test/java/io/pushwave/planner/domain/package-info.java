@NullMarked
package io.pushwave.planner.domain;

import org.jspecify.annotations.NullMarked;
