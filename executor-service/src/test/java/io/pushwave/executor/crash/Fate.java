package io.pushwave.executor.crash;

import java.util.Optional;

/** Where the processes that work for a campaign die. Asked on their threads. */
interface Fate {
    /**
     * Whether one dies now.
     *
     * @param nth how often the campaign has come to this moment, counted from 1
     */
    boolean strikes(String moment, int nth);

    /** What happens to a call besides what the situation says. */
    default Trouble trouble(String call, int nth) {
        return Trouble.NONE;
    }

    /** What somebody does now, or nothing. */
    default Optional<Act> act(String moment, int nth) {
        return Optional.empty();
    }
}
