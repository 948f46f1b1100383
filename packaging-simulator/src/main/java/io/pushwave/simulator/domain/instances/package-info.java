/** The platform's instances, and the jobs that wait on each. */
@NullMarked
package io.pushwave.simulator.domain.instances;

import org.jspecify.annotations.NullMarked;
