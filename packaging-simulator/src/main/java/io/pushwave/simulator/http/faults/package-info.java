/** Misbehaviour on request as it happens to calls, records and batches. */
@NullMarked
package io.pushwave.simulator.http.faults;

import org.jspecify.annotations.NullMarked;
