package io.pushwave.executor.intake;

/** Fired in a transaction that brings work; whoever does such work is woken once it has committed. */
public enum NewWork {
    COMMANDS,
    CONTROLS,
    INVENTORY_REQUESTS
}
