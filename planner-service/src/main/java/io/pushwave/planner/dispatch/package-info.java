/** Commands to push single orgs, and what becomes of them. */
@NullMarked
package io.pushwave.planner.dispatch;

import org.jspecify.annotations.NullMarked;
