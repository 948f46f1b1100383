package io.pushwave.simulator.faults;

import java.time.Duration;
import java.time.Instant;

/** A point in simulated time, by itself or counted from when a rule is set. */
public sealed interface Moment {
    /** The instant, for a rule that is set then. */
    Instant instant(Instant setAt);

    record At(Instant instant) implements Moment {
        @Override
        public Instant instant(Instant setAt) {
            return instant;
        }
    }

    record After(Duration delay) implements Moment {
        @Override
        public Instant instant(Instant setAt) {
            return setAt.plus(delay);
        }
    }
}
