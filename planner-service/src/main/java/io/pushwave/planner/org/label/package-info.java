/** What people say of orgs, to find them by it. */
@NullMarked
package io.pushwave.planner.org.label;

import org.jspecify.annotations.NullMarked;
