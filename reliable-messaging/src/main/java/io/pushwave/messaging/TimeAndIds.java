package io.pushwave.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** The seam through which time and randomness enter: everybody else is handed a {@link Clock} and an {@link IdSource}. */
@Singleton
public class TimeAndIds {

    /** The system's clock, in UTC. */
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    IdSource idSource(Clock clock) {
        return versionSeven(clock);
    }

    /** Version 7 UUIDs of a clock: ordered by time, and within a millisecond by the order in which they were asked for. */
    public static IdSource versionSeven(Clock clock) {
        var generator = Generators.timeBasedEpochGenerator(new SecureRandom(), new UUIDClock() {
            @Override
            public long currentTimeMillis() {
                return clock.millis();
            }
        });
        return () -> generator.generate().toString();
    }
}
