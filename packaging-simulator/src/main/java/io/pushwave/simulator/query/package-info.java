/** SOQL over the simulated platform: which objects and fields there are, and how a query finds and shows its rows. */
@NullMarked
package io.pushwave.simulator.query;

import org.jspecify.annotations.NullMarked;
