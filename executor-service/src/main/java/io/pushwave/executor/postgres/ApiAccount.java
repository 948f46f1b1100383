package io.pushwave.executor.postgres;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.BudgetRule;
import io.pushwave.executor.domain.CallPurpose;
import io.pushwave.executor.domain.LimitPause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The API calls of all instances: each takes a few at a time, so that together they never make more than the share. Calls are
 * given out and pauses run by the database's clock, the same for everybody. When Salesforce said something is by the clock of
 * the instance that heard it: if that runs ahead, what others hear counts as older for at most that long.
 */
@ApplicationScoped
public class ApiAccount {
    /** Calls are counted in slices of the window; a slice's calls come back when all of it has left the window. */
    private static final int SLICES = 192;

    private final ExecutorConfig.Budget config;
    private final BudgetRule rule;
    private final Statements statements;

    ApiAccount(ExecutorConfig config, Statements statements) {
        this.config = config.budget();
        this.rule = config.budget().rule();
        this.statements = statements;
    }

    /** What Salesforce said about the daily limit, and when. */
    public record Heard(long used, long limit, Instant at) {}

    /** What became of a wish for calls. */
    public sealed interface Answer {
        /** So many calls may be made up to a moment; those that are not made by then are lost. */
        record Granted(int calls, Instant until, int pollingFactor) implements Answer {}

        /** None for now. */
        record Refused(String reason, Instant until) implements Answer {}
    }

    /**
     * How the account stands.
     *
     * @param granted calls given out within the window
     * @param heard empty until Salesforce has said something
     * @param pausedUntil in the past if nobody has to wait
     */
    public record Standing(long limit, long granted, Optional<Heard> heard, Instant pausedUntil, Instant now) {}

    private record Row(Optional<Heard> heard, LimitPause pause, Instant now) {
        long limit(long assumed) {
            return heard.map(Heard::limit).orElse(assumed);
        }

        OptionalLong used() {
            return heard.map(word -> OptionalLong.of(word.used())).orElse(OptionalLong.empty());
        }
    }

    /** As {@link #take(CallPurpose, Optional, List)}, with nothing to give back. */
    @Transactional
    public Answer take(CallPurpose purpose, Optional<Heard> heard) {
        return take(purpose, heard, List.of());
    }

    /**
     * Asks for calls.
     *
     * @param heard the newest word of Salesforce's that the caller knows
     * @param unspent what was granted before and will never be made; it is given out again
     */
    @Transactional
    public Answer take(CallPurpose purpose, Optional<Heard> heard, List<Answer.Granted> unspent) {
        var row = newer(locked(), heard);
        unspent.forEach(this::takeBack);
        if (row.now().isBefore(row.pause().until())) {
            return new Answer.Refused(
                    "Salesforce said that a limit is reached", row.pause().until());
        }
        long limit = row.limit(config.assumedLimit());
        long granted = granted(row.now());
        long left = rule.left(purpose, limit, granted, row.used());
        if (left == 0 && heardLongAgo(row) && rule.left(purpose, limit, granted, OptionalLong.empty()) > 0) {
            // Only a call brings news of what others use; without one everybody would wait for ever.
            statements.update("update api_account set heard_at = ?", row.now());
            giveOut(row, 1);
            return new Answer.Granted(1, sliceEnd(row.now()), rule.pollingFactor(limit, 0));
        }
        if (left == 0) {
            return new Answer.Refused(
                    "the share of the daily API limit is used up (%d calls of %d, limit %d, by all clients %s)"
                            .formatted(
                                    granted,
                                    rule.allowance(limit),
                                    limit,
                                    row.used().isPresent() ? row.used().getAsLong() : "unknown"),
                    nextReturn(row.now()));
        }
        // Towards the end ever fewer at a time, so that little is lost with those that are not made.
        int calls = (int) Math.min(Math.min(config.block(), row.pause().most()), Math.max(1, left / 20));
        giveOut(row, calls);
        return new Answer.Granted(calls, sliceEnd(row.now()), rule.pollingFactor(limit, left - calls));
    }

    /** Salesforce refused a call because of a limit: everybody pauses. */
    @Transactional
    public void limitReached(Duration firstPause) {
        var row = locked();
        var pause = row.pause().reached(row.now(), firstPause, config.longestPause());
        statements.update(
                "update api_account set paused_until = ?, pause_ms = ?, most = ?",
                pause.until(),
                pause.length().toMillis(),
                pause.most());
    }

    /** How it stands, for people. */
    @Transactional
    public Standing standing() {
        var row = row("");
        return new Standing(
                row.limit(config.assumedLimit()),
                granted(row.now()),
                row.heard(),
                row.pause().until(),
                row.now());
    }

    private boolean heardLongAgo(Row row) {
        return row.heard()
                .filter(word -> word.at().plus(config.limitPause()).isBefore(row.now()))
                .isPresent();
    }

    private Row locked() {
        return row("for update");
    }

    private Row row(String lock) {
        return statements
                .rows(
                        "select used, allowed, heard_at, paused_until, pause_ms, most, clock_timestamp() as now from api_account "
                                + lock,
                        ApiAccount::row)
                .getFirst();
    }

    private static Row row(ResultSet row) throws SQLException {
        var heardAt = Statements.optionalInstant(row, "heard_at");
        long used = row.getLong("used");
        long allowed = row.getLong("allowed");
        return new Row(
                heardAt.map(at -> new Heard(used, allowed, at)),
                new LimitPause(
                        Statements.instant(row, "paused_until"),
                        Duration.ofMillis(row.getLong("pause_ms")),
                        row.getInt("most")),
                Statements.instant(row, "now"));
    }

    private Row newer(Row row, Optional<Heard> heard) {
        boolean news = heard.isPresent()
                && row.heard()
                        .map(known -> known.at().isBefore(heard.get().at()))
                        .orElse(true);
        if (!news) {
            return row;
        }
        var word = heard.get();
        statements.update(
                "update api_account set used = ?, allowed = ?, heard_at = ?", word.used(), word.limit(), word.at());
        return new Row(heard, row.pause(), row.now());
    }

    private long granted(Instant now) {
        return statements
                .rows(
                        "select coalesce(sum(calls), 0) as calls from api_grant where slice > ?",
                        row -> row.getLong("calls"),
                        oldest(now))
                .getFirst();
    }

    private void giveOut(Row row, int calls) {
        statements.update("""
                insert into api_grant as given (slice, calls) values (?, ?)
                on conflict (slice) do update set calls = given.calls + excluded.calls
                """, sliceStart(row.now()), calls);
        statements.update("delete from api_grant where slice <= ?", oldest(row.now()));
        statements.update(
                "update api_account set most = ?",
                row.pause().givenOut(config.block()).most());
    }

    private void takeBack(Answer.Granted unspent) {
        statements.update(
                "update api_grant set calls = greatest(0, calls - ?) where slice = ?",
                unspent.calls(),
                unspent.until().minus(slice()));
    }

    /** When the oldest calls come back. */
    private Instant nextReturn(Instant now) {
        return statements
                .rows(
                        "select min(slice) as slice from api_grant where slice > ?",
                        row -> Statements.optionalInstant(row, "slice"),
                        oldest(now))
                .getFirst()
                .map(slice -> slice.plus(config.window()).plus(slice().multipliedBy(2)))
                .orElse(now.plus(slice()));
    }

    /**
     * A slice counts until all of it has left the window, and one slice longer: a call may be on its way for a while after it was
     * taken, and whoever takes it may have a clock that is behind.
     */
    private Instant oldest(Instant now) {
        return now.minus(config.window()).minus(slice().multipliedBy(2));
    }

    private Instant sliceStart(Instant now) {
        long length = slice().toMillis();
        return Instant.ofEpochMilli(now.toEpochMilli() / length * length);
    }

    private Instant sliceEnd(Instant now) {
        return sliceStart(now).plus(slice());
    }

    private Duration slice() {
        return Duration.ofMillis(config.window().toMillis() / SLICES);
    }
}
