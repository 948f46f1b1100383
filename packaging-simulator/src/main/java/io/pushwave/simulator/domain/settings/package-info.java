/** How the simulated platform behaves, as settings. */
@NullMarked
package io.pushwave.simulator.domain.settings;

import org.jspecify.annotations.NullMarked;
