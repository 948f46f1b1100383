/** How conditions over orgs are written: the one place that knows the RSQL library. */
@NullMarked
package io.pushwave.planner.org.filter.rsql;

import org.jspecify.annotations.NullMarked;
