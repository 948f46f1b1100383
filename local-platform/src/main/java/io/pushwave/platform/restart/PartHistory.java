package io.pushwave.platform.restart;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What has become of one part of a platform that is looked after. Immutable.
 *
 * @param startedAt its last start
 * @param endsInARow how often it has ended by itself without having run steadily in between
 * @param restarts how often it was started again after it had ended by itself
 * @param restartedAt the last time of that
 * @param cause how it ended last; empty if it never did
 * @param startAgainAt when it is started again; empty while it runs
 */
public record PartHistory(
        Instant startedAt,
        int endsInARow,
        int restarts,
        Optional<Instant> restartedAt,
        String cause,
        Optional<Instant> startAgainAt) {

    public static PartHistory begun(Instant at) {
        return new PartHistory(at, 0, 0, Optional.empty(), "", Optional.empty());
    }

    /** It has ended by itself, or could not be started again. */
    public PartHistory ended(Instant at, String how, RestartRule rule) {
        boolean ranSteadily = Duration.between(startedAt, at).compareTo(rule.steady()) >= 0;
        int before = ranSteadily ? 0 : endsInARow;
        return new PartHistory(
                startedAt, before + 1, restarts, restartedAt, how, Optional.of(at.plus(rule.delay(before))));
    }

    /** It was started again after it had ended by itself. */
    public PartHistory restarted(Instant at) {
        return new PartHistory(at, endsInARow, restarts + 1, Optional.of(at), cause, Optional.empty());
    }

    /** Somebody asked for a restart: that is no fault of the part, and ends every wait. */
    public PartHistory restartedOnRequest(Instant at) {
        return new PartHistory(at, 0, restarts, restartedAt, cause, Optional.empty());
    }

    public boolean dueAt(Instant now) {
        return startAgainAt.filter(at -> !at.isAfter(now)).isPresent();
    }

    /** For people, such as {@code restarted 2 times, last 14 s ago: exit code 137}; empty if there is nothing to say. */
    public String inWords(Instant now) {
        var again = restartedAt
                .map(at -> "restarted " + (restarts == 1 ? "once, " : restarts + " times, last ") + seconds(at, now)
                        + " s ago")
                .orElse("");
        var waits = startAgainAt
                .map(at -> "is started again in " + seconds(now, at) + " s")
                .orElse("");
        if (again.isEmpty() && waits.isEmpty()) {
            return "";
        }
        return again + (again.isEmpty() || waits.isEmpty() ? "" : ", ") + waits + ": " + cause;
    }

    private static long seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }
}
