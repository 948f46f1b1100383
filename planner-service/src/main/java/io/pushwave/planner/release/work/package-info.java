/** From a release event to the decision whether a campaign comes of it. */
@NullMarked
package io.pushwave.planner.release.work;

import org.jspecify.annotations.NullMarked;
