package io.pushwave.simulator.bulk;

/** Counts the jobs of both kinds, whose ids have one prefix. */
final class JobNumbers {
    private int next;

    int take() {
        return next++;
    }
}
