package io.pushwave.simulator.faults;

import io.pushwave.simulator.domain.SeededDraw;
import java.util.OptionalInt;

/** Which of the calls that a rule looks at it strikes. */
public sealed interface Trigger {
    long DRAW_STRIKES = 0x31;

    /**
     * Whether the call is one.
     *
     * @param seed of the rule
     * @param seen number of the call among those that the rule has looked at, from 1
     */
    boolean due(long seed, int seen);

    /** Most calls that are struck. */
    int most();

    /** The nth and the {@code times - 1} after it. */
    record Nth(int nth, int times) implements Trigger {
        @Override
        public boolean due(long seed, int seen) {
            return seen >= nth;
        }

        @Override
        public int most() {
            return times;
        }
    }

    /** Each with a probability of 0 to 1. */
    record Share(double probability, OptionalInt times) implements Trigger {
        @Override
        public boolean due(long seed, int seen) {
            return SeededDraw.unit(SeededDraw.bits(seed, DRAW_STRIKES, seen)) < probability;
        }

        @Override
        public int most() {
            return times.orElse(Integer.MAX_VALUE);
        }
    }

    /** All. */
    record Always(OptionalInt times) implements Trigger {
        @Override
        public boolean due(long seed, int seen) {
            return true;
        }

        @Override
        public int most() {
            return times.orElse(Integer.MAX_VALUE);
        }
    }
}
