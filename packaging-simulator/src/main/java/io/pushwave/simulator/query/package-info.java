/** SOQL over the simulated platform: how a query finds and shows its rows. */
@NullMarked
package io.pushwave.simulator.query;

import org.jspecify.annotations.NullMarked;
