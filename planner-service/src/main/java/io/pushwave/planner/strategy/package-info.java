/** How a campaign goes about it: documents that people change, in versions that never change. */
@NullMarked
package io.pushwave.planner.strategy;

import org.jspecify.annotations.NullMarked;
