/** What happens on the platform: requests are taken, jobs run, customers act, as simulated time passes. */
@NullMarked
package io.pushwave.simulator.domain.platform;

import org.jspecify.annotations.NullMarked;
