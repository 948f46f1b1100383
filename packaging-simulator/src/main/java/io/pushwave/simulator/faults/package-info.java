/** Misbehaviour on request: which calls a rule strikes and what is done to them, drawn by seeds; no HTTP. */
@NullMarked
package io.pushwave.simulator.faults;

import org.jspecify.annotations.NullMarked;
