package io.pushwave.executor.budget.postgres;

import io.pushwave.executor.BudgetConfig;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.BudgetRule;
import io.pushwave.executor.budget.CallPurpose;
import io.pushwave.executor.budget.LimitPause;
import io.pushwave.executor.postgres.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The API calls of all instances: each takes a few at a time, so that together they never make more than the share. Calls are
 * given out and pauses run by the database's clock, the same for everybody. When Salesforce said something is by the clock of
 * the instance that was answered: if that runs ahead, what others are answered counts as older for at most that long.
 */
@ApplicationScoped
public class ApiAccount {
    /** Calls are counted in slices of the window; a slice's calls come back when all of it has left the window. */
    private static final int SLICES = 192;

    private final BudgetConfig config;
    /** For so long at most a call is on its way to Salesforce. */
    private final Duration onTheWay;

    private final BudgetRule rule;
    private final Jdbi jdbi;

    ApiAccount(ExecutorConfig config, Jdbi jdbi) {
        this.config = config.budget();
        this.onTheWay =
                config.salesforce().connectTimeout().plus(config.salesforce().callTimeout());
        this.rule = config.budget().rule();
        this.jdbi = jdbi;
    }

    /** What Salesforce said about the daily limit, and when. */
    public record ReportedUsage(long used, long limit, Instant at) {}

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
     * @param reported empty until Salesforce has said something
     * @param pausedUntil in the past if nobody has to wait
     */
    public record Standing(
            long limit, long granted, Optional<ReportedUsage> reported, Instant pausedUntil, Instant now) {}

    private record Row(Optional<ReportedUsage> reported, LimitPause pause, Instant now) {
        long limit(long assumed) {
            return reported.map(ReportedUsage::limit).orElse(assumed);
        }

        OptionalLong used() {
            return reported.map(usage -> OptionalLong.of(usage.used())).orElse(OptionalLong.empty());
        }
    }

    /** As {@link #take(CallPurpose, Optional, List)}, with nothing to give back. */
    @Transactional
    public Answer take(CallPurpose purpose, Optional<ReportedUsage> reported) {
        return take(purpose, reported, List.of());
    }

    /**
     * Asks for calls.
     *
     * @param reported the newest report of Salesforce's that the caller knows
     * @param unspent what was granted before and will never be made; it is given out again
     */
    @Transactional
    public Answer take(CallPurpose purpose, Optional<ReportedUsage> reported, List<Answer.Granted> unspent) {
        var row = newer(locked(), reported);
        unspent.forEach(this::takeBack);
        if (row.now().isBefore(row.pause().until())) {
            return new Answer.Refused(
                    "Salesforce said that a limit is reached", row.pause().until());
        }
        long limit = row.limit(config.assumedLimit());
        long granted = granted(row.now());
        long left = rule.left(purpose, limit, granted, row.used());
        if (left == 0 && reportedLongAgo(row) && rule.left(purpose, limit, granted, OptionalLong.empty()) > 0) {
            // Only a call brings news of what others use; without one everybody would wait for ever.
            jdbi.useHandle(handle -> handle.createUpdate("update api_account set heard_at = :now")
                    .bind("now", row.now())
                    .execute());
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
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update api_account set paused_until = :until, pause_ms = :length, most = :most")
                .bind("until", pause.until())
                .bind("length", pause.length().toMillis())
                .bind("most", pause.most())
                .execute());
    }

    /** How it stands, for people. */
    @Transactional
    public Standing standing() {
        var row = row("");
        return new Standing(
                row.limit(config.assumedLimit()),
                granted(row.now()),
                row.reported(),
                row.pause().until(),
                row.now());
    }

    private boolean reportedLongAgo(Row row) {
        return row.reported()
                .filter(usage -> usage.at().plus(config.limitPause()).isBefore(row.now()))
                .isPresent();
    }

    private Row locked() {
        return row("for update");
    }

    private Row row(String lock) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select used, allowed, heard_at, paused_until, pause_ms, most, clock_timestamp() as now from api_account "
                                + lock)
                .map(ApiAccount::read)
                .first());
    }

    private static Row read(ResultSet row, StatementContext context) throws SQLException {
        var reportedAt = RowTimes.optionalInstant(row, "heard_at");
        long used = row.getLong("used");
        long allowed = row.getLong("allowed");
        return new Row(
                reportedAt.map(at -> new ReportedUsage(used, allowed, at)),
                new LimitPause(
                        RowTimes.instant(row, "paused_until"),
                        Duration.ofMillis(row.getLong("pause_ms")),
                        row.getInt("most")),
                RowTimes.instant(row, "now"));
    }

    private Row newer(Row row, Optional<ReportedUsage> reported) {
        boolean news = reported.isPresent()
                && row.reported()
                        .map(known -> known.at().isBefore(reported.get().at()))
                        .orElse(true);
        if (!news) {
            return row;
        }
        var usage = reported.get();
        jdbi.useHandle(
                handle -> handle.createUpdate("update api_account set used = :used, allowed = :limit, heard_at = :at")
                        .bind("used", usage.used())
                        .bind("limit", usage.limit())
                        .bind("at", usage.at())
                        .execute());
        return new Row(reported, row.pause(), row.now());
    }

    private long granted(Instant now) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select coalesce(sum(calls), 0) from api_grant where slice > :oldest")
                        .bind("oldest", oldest(now))
                        .mapTo(Long.class)
                        .first());
    }

    private void giveOut(Row row, int calls) {
        jdbi.useHandle(handle -> {
            handle.createUpdate("""
                            insert into api_grant as given (slice, calls) values (:slice, :calls)
                            on conflict (slice) do update set calls = given.calls + excluded.calls
                            """)
                    .bind("slice", sliceStart(row.now()))
                    .bind("calls", calls)
                    .execute();
            handle.createUpdate("delete from api_grant where slice <= :oldest")
                    .bind("oldest", oldest(row.now()))
                    .execute();
            handle.createUpdate("update api_account set most = :most")
                    .bind("most", row.pause().givenOut(config.block()).most())
                    .execute();
        });
    }

    private void takeBack(Answer.Granted unspent) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update api_grant set calls = greatest(0, calls - :unspent) where slice = :slice")
                .bind("unspent", unspent.calls())
                .bind("slice", unspent.until().minus(slice()))
                .execute());
    }

    /** When the oldest calls come back. */
    private Instant nextReturn(Instant now) {
        return jdbi.withHandle(
                        handle -> handle.createQuery("select min(slice) as slice from api_grant where slice > :oldest")
                                .bind("oldest", oldest(now))
                                .map((row, _) -> RowTimes.optionalInstant(row, "slice"))
                                .first())
                .map(slice -> slice.plus(config.window()).plus(kept()))
                .orElse(now.plus(slice()));
    }

    private Instant oldest(Instant now) {
        return now.minus(config.window()).minus(kept());
    }

    /**
     * A slice counts until all of it has left the window, and longer: a call may be on its way for a while after it was taken,
     * and whoever takes it may have a clock that is behind by up to a slice.
     */
    private Duration kept() {
        return slice().plus(slice().compareTo(onTheWay) > 0 ? slice() : onTheWay);
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
