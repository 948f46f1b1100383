package io.pushwave.status.campaign;

import io.pushwave.messaging.domain.LogGap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the view has read the log.
 *
 * @param plan when everything on the plan's topic was last known to be folded; empty if that was never so
 * @param events the same of the campaigns' events
 * @param results the same of the push results
 * @param gaps what the log no longer had
 */
public record LogProgress(
        Optional<Instant> plan, Optional<Instant> events, Optional<Instant> results, List<LogGap> gaps) {
    /** Nothing is known; everything may still be read. */
    public static final LogProgress UNKNOWN =
            new LogProgress(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    /** Clocks of two services differ by less, and what was said at one time lies on every topic this much later. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    public LogProgress {
        gaps = List.copyOf(gaps);
    }

    /** Whether what was said up to a time may still be on its way. */
    static boolean reading(Optional<Instant> caughtUp, Instant saidUntil) {
        return caughtUp.filter(at -> at.isAfter(saidUntil.plus(SLACK))).isEmpty();
    }
}
