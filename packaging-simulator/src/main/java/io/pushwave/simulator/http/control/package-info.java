/** The simulator's own controls: time, base, versions, faults, budget, ledger, log and snapshots. */
@NullMarked
package io.pushwave.simulator.http.control;

import org.jspecify.annotations.NullMarked;
