package io.pushwave.planner.gate;

/** What a gate can decide. */
public enum Gate {
    /** The wave was good enough. */
    PASSED,
    /** Too many of the wave's orgs failed. */
    HALTED
}
