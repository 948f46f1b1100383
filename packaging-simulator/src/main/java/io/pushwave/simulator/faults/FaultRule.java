package io.pushwave.simulator.faults;

import io.pushwave.simulator.domain.SeededDraw;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One rule of misbehaviour: which calls it looks at, which of those it strikes, and what it does to them.
 *
 * <p>It looks at every call that fits its endpoint and method, that its effect can be done to, and that is made within its
 * time. What it draws is a pure function of its seed and of how many calls it has looked at.
 */
public final class FaultRule {
    private static final long DRAW_EFFECT = 0x32;

    private final Description description;
    private final Pattern path;
    private final @Nullable Pattern query;
    private final @Nullable Instant from;
    private final @Nullable Instant until;
    private int seen;
    private int struck;

    /**
     * A rule as it was given.
     *
     * @param name by which it can be taken away
     * @param endpoint path with * for anything
     * @param query SOQL with * for anything; empty to look at calls whatever they ask
     * @param from simulated time before which it looks at nothing
     * @param until simulated time from which on it looks at nothing
     */
    public record Description(
            Optional<String> name,
            String endpoint,
            Optional<String> method,
            Optional<String> query,
            Trigger trigger,
            long seed,
            Optional<Moment> from,
            Optional<Moment> until,
            Effect effect) {}

    /**
     * What happens to a call.
     *
     * @param rule the name of the rule, or empty
     * @param bits drawn for the call
     */
    public record Strike(String rule, Effect effect, Subject.Kind kind, long bits) {
        /** How long the call waits, wall-clock time. */
        public Duration latency() {
            return effect instanceof Effect.Delay(var latency) ? latency.drawn(bits) : Duration.ZERO;
        }

        /** The failures that it means for single records, or {@code null} if it is not about records. */
        public @Nullable RecordFault records() {
            return effect.records(kind, bits);
        }
    }

    /**
     * A rule.
     *
     * @param setAt simulated time
     */
    public FaultRule(Description description, Instant setAt) {
        this.description = description;
        this.from = description.from().map(moment -> moment.instant(setAt)).orElse(null);
        this.until = description.until().map(moment -> moment.instant(setAt)).orElse(null);
        path = glob(description.endpoint());
        query = description.query().map(FaultRule::glob).orElse(null);
    }

    /** A pattern for paths and queries in which * stands for anything; letter case means nothing. */
    public static Pattern glob(String endpoint) {
        var regex = new StringBuilder();
        for (var part : endpoint.split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }

    /** Counts the subject if the rule looks at it; answers what happens to it, or {@code null}. */
    @Nullable Strike strike(Subject subject) {
        if (!looksAt(subject)) {
            return null;
        }
        seen++;
        var trigger = description.trigger();
        if (!trigger.due(description.seed(), seen) || struck >= trigger.most()) {
            return null;
        }
        struck++;
        long bits = SeededDraw.bits(description.seed(), DRAW_EFFECT, seen);
        return new Strike(description.name().orElse(""), description.effect(), subject.kind(), bits);
    }

    private boolean looksAt(Subject subject) {
        return description.effect().fits(subject.kind())
                && (from == null || !subject.at().isBefore(from))
                && (until == null || subject.at().isBefore(until))
                && description.method().map(subject.method()::equalsIgnoreCase).orElse(true)
                && path.matcher(subject.path()).matches()
                && (query == null
                        || subject.query()
                                .filter(soql -> query.matcher(soql).matches())
                                .isPresent());
    }

    /** Goes on counting from here. */
    void count(int alreadySeen, int alreadyStruck) {
        seen = alreadySeen;
        struck = alreadyStruck;
    }

    public Description description() {
        return description;
    }

    public Optional<Instant> from() {
        return Optional.ofNullable(from);
    }

    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    /** Calls that it has looked at. */
    public int seen() {
        return seen;
    }

    /** Those of them that it has struck. */
    public int struck() {
        return struck;
    }
}
