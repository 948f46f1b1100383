/** What people have decided about an org, whatever is released: left out, held, or kept at a version. */
@NullMarked
package io.pushwave.planner.org.policy;

import org.jspecify.annotations.NullMarked;
