package io.pushwave.simulator.http;

import io.pushwave.simulator.domain.SeededDraw;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * One rule of misbehaviour: which calls it looks at, which of those it strikes, and what it does to them.
 *
 * <p>A rule sees every call that fits its endpoint and method. It strikes the nth of them and the {@code times - 1} after
 * it, or each with a probability drawn from its seed, at most {@code times} in all.
 */
final class FaultRule {
    private static final long DRAW_STRIKES = 0x31;

    private final Description description;
    private final Pattern path;
    private int seen;
    private int struck;

    /**
     * A rule as it was given.
     *
     * @param endpoint path with * for anything
     * @param nth first call to strike, from 1
     * @param probability 0 to 1
     * @param times most strikes; without it one for {@code nth}, no bound for {@code probability}
     */
    record Description(
            String endpoint,
            Optional<String> method,
            OptionalInt nth,
            double probability,
            OptionalInt times,
            long seed,
            Effect effect) {}

    /** What is done to a call. */
    sealed interface Effect {
        /** Answers with an error status; nothing else happens. */
        record Status(int code) implements Effect {}

        /** The connection is closed and nothing happened. */
        record ResetBeforeEffect() implements Effect {}

        /** What was asked is done, and the connection is closed without an answer. */
        record ResetAfterEffect() implements Effect {}

        /** The call waits, wall-clock time, before anything is done. */
        record Latency(Duration delay) implements Effect {}

        /** The session is ended and the call refused. */
        record Unauthorized() implements Effect {}

        /** "Something bad has happened": every record of a collection fails; nothing happened. */
        record SomethingBad() implements Effect {}

        default String name() {
            return switch (this) {
                case Status _ -> "status";
                case ResetBeforeEffect _ -> "resetBeforeEffect";
                case ResetAfterEffect _ -> "resetAfterEffect";
                case Latency _ -> "latency";
                case Unauthorized _ -> "unauthorized";
                case SomethingBad _ -> "somethingBad";
            };
        }
    }

    /**
     * A rule.
     *
     * @param seen calls that it has looked at so far
     * @param struck those of them that it has struck
     */
    FaultRule(Description description, int seen, int struck) {
        this.description = description;
        this.seen = seen;
        this.struck = struck;
        var regex = new StringBuilder();
        for (var part : description.endpoint().split("\\*", -1)) {
            regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        path = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }

    /** Counts the call if the rule is about it; answers whether the rule strikes. */
    boolean strikes(Call call) {
        boolean about =
                description.method().map(call.method()::equalsIgnoreCase).orElse(true)
                        && path.matcher(call.path()).matches();
        if (!about) {
            return false;
        }
        seen++;
        boolean due;
        int most;
        if (description.nth().isPresent()) {
            due = seen >= description.nth().getAsInt();
            most = description.times().orElse(1);
        } else {
            due = SeededDraw.unit(SeededDraw.bits(description.seed(), DRAW_STRIKES, seen)) < description.probability();
            most = description.times().orElse(Integer.MAX_VALUE);
        }
        if (!due || struck >= most) {
            return false;
        }
        struck++;
        return true;
    }

    Description description() {
        return description;
    }

    int seen() {
        return seen;
    }

    int struck() {
        return struck;
    }
}
