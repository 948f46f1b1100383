/** What can be done with policies, one transaction each. */
@NullMarked
package io.pushwave.planner.org.policy.work;

import org.jspecify.annotations.NullMarked;
