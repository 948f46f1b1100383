package io.pushwave.simulator.bulk;

/** When a job goes on, milliseconds since the epoch. */
record Due(long at, int job) {}
