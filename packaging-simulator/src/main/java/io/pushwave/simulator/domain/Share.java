package io.pushwave.simulator.domain;

/** Shares and rates, which are numbers from 0 to 1. */
public final class Share {
    private Share() {}

    /**
     * Checks one.
     *
     * @param what its name, for the message
     * @throws IllegalArgumentException if it is not from 0 to 1, naming it
     */
    public static void require(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " is " + value + ", 0 to 1 is expected");
        }
    }
}
