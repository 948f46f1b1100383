package io.pushwave.status.release.postgres;

import io.pushwave.contracts.ReleaseReport.Release;
import io.pushwave.database.Columns;
import io.pushwave.status.postgres.Reads;
import io.pushwave.status.postgres.RowValues;
import io.pushwave.status.release.ReleaseOutcome;
import io.pushwave.status.release.ReleaseView;
import io.pushwave.status.release.ReleaseView.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of {@code release_view}: releases as folded from their reports. */
@ApplicationScoped
public class ReleaseRows {
    private static final String COLUMNS = """
            release_id, source, event_id, package_id, package_version_id, requested_by, reason,
            first_at, outcome, outcome_at, campaign_id, because, detail""";
    private static final String ROWS = """
            unnest(:releases, :sources, :events, :packages, :packageVersions, :requesters, :reasons,
                   :firstTimes, :outcomes, :outcomeTimes, :campaigns, :becauses, :details)""";
    private static final String INSERT =
            "insert into release_view (%s) select * from %s on conflict do nothing returning release_id"
                    .formatted(COLUMNS, ROWS);
    /** One after the other by their keys, in the order in which rows are locked. */
    private static final String LOCK = """
            select found.* from unnest(:releases) as wanted (release_id)
            cross join lateral (
                select * from release_view where release_view.release_id = wanted.release_id for update) as found
            """;

    private static final String UPDATE = """
            update release_view set
                source = reported.source,
                event_id = reported.event_id,
                package_id = reported.package_id,
                package_version_id = reported.package_version_id,
                requested_by = reported.requested_by,
                reason = reported.reason,
                first_at = reported.first_at,
                outcome = reported.outcome,
                outcome_at = reported.outcome_at,
                campaign_id = reported.campaign_id,
                because = reported.because,
                detail = reported.detail
            from %s as reported (%s) where release_view.release_id = reported.release_id
            """.formatted(ROWS, COLUMNS);

    /**
     * Newest first is the order of three indexes, each over an expression of its own, so that a page is read along the one that
     * its filter is for, whatever is known of the table.
     */
    private static final String PLAIN_TIME = "first_at";

    private static final String FILTERED_TIME = "(first_at at time zone 'UTC')";
    private static final String PACKAGE_AND_OUTCOME = "left(package_id, 15) || ' ' || outcome";

    private final Jdbi jdbi;
    private final Reads reads;

    public ReleaseRows(Jdbi jdbi, Reads reads) {
        this.jdbi = jdbi;
        this.reads = reads;
    }

    /** Which releases a list shows, newest first. */
    public record Filter(Optional<String> packageId, Optional<ReleaseOutcome> outcome, Optional<Position> after) {}

    /** A release's place in the list. */
    public record Position(Instant firstAt, String releaseId) {}

    /** Folds what was reported into the stored releases, whose rows stay locked until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void fold(List<ReleaseView> reported) {
        if (reported.isEmpty()) {
            return;
        }
        var joined = new TreeMap<String, ReleaseView>();
        reported.forEach(one -> joined.merge(one.releaseId(), one, ReleaseView::join));
        var inserted = jdbi.withHandle(handle -> bind(handle.createQuery(INSERT), joined.values())
                .mapTo(String.class)
                .set());
        var stored = joined.values().stream()
                .filter(one -> !inserted.contains(one.releaseId()))
                .toList();
        if (!stored.isEmpty()) {
            join(stored, joined);
        }
    }

    private void join(List<ReleaseView> stored, Map<String, ReleaseView> reported) {
        var changed = new ArrayList<ReleaseView>();
        for (var before : lock(stored)) {
            var one = reported.get(before.releaseId());
            var after = one == null ? before : before.join(one);
            if (!after.equals(before)) {
                changed.add(after);
            }
        }
        if (!changed.isEmpty()) {
            jdbi.useHandle(handle -> bind(handle.createUpdate(UPDATE), changed).execute());
        }
    }

    private List<ReleaseView> lock(List<ReleaseView> wanted) {
        return jdbi.withHandle(handle -> handle.createQuery(LOCK)
                .bind("releases", Columns.texts(wanted, ReleaseView::releaseId))
                .map(ReleaseRows::read)
                .list());
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Collection<ReleaseView> rows) {
        return statement
                .bind("releases", Columns.texts(rows, ReleaseView::releaseId))
                .bind("sources", Columns.texts(rows, row -> row.release().source()))
                .bind("events", Columns.texts(rows, row -> row.release().eventId()))
                .bind("packages", Columns.texts(rows, row -> row.release().packageId()))
                .bind(
                        "packageVersions",
                        Columns.texts(rows, row -> row.release().packageVersionId()))
                .bind(
                        "requesters",
                        Columns.texts(rows, row -> row.release().requestedBy().orElse(null)))
                .bind(
                        "reasons",
                        Columns.texts(rows, row -> row.release().reason().orElse(null)))
                .bind("firstTimes", Columns.instants(rows, ReleaseView::firstAt))
                .bind(
                        "outcomes",
                        Columns.texts(rows, row -> row.standing().outcome().name()))
                .bind(
                        "outcomeTimes",
                        Columns.instants(rows, row -> row.standing().at()))
                .bind(
                        "campaigns",
                        Columns.texts(rows, row -> row.standing().campaignId().orElse(null)))
                .bind(
                        "becauses",
                        Columns.texts(rows, row -> row.standing().because().orElse(null)))
                .bind(
                        "details",
                        Columns.texts(rows, row -> row.standing().detail().orElse(null)));
    }

    /** A page of releases, newest first. */
    public List<ReleaseView> list(Filter filter, int limit) {
        var parts = parts(filter);
        var sql = parts.stream()
                .map(part -> "(" + part.sql() + ")")
                .collect(Collectors.joining(
                        " union all ",
                        "select * from (",
                        ") as page order by first_at desc, release_id desc limit :limit"));
        return reads.within(() -> jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql).bind("limit", limit);
            filter.after()
                    .ifPresent(after -> query.bind("afterTime", after.firstAt()).bind("afterId", after.releaseId()));
            parts.forEach(part -> query.bindMap(part.values()));
            return query.map(ReleaseRows::read).list();
        }));
    }

    /**
     * A part of a page, in order.
     *
     * @param values of the parameters that are this part's own, by name
     */
    private record Part(String sql, Map<String, String> values) {
        private static Part of(String time, Optional<Position> after, String condition, Map<String, String> values) {
            var conditions = condition;
            if (after.isPresent()) {
                conditions += " and (%s, release_id) < (%s, :afterId)"
                        .formatted(
                                time,
                                time.equals(PLAIN_TIME)
                                        ? ":afterTime::timestamptz"
                                        : "(:afterTime::timestamptz at time zone 'UTC')");
            }
            return new Part(
                    "select * from release_view where %s order by %s desc, release_id desc limit :limit"
                            .formatted(conditions, time),
                    values);
        }
    }

    private static List<Part> parts(Filter filter) {
        if (filter.packageId().isPresent()) {
            // Salesforce ids name the same thing with 15 and with 18 characters.
            var id = filter.packageId().get().substring(0, 15);
            return filter.outcome().map(List::of).orElse(List.of(ReleaseOutcome.values())).stream()
                    .map(outcome -> Part.of(
                            FILTERED_TIME,
                            filter.after(),
                            PACKAGE_AND_OUTCOME + " = :" + outcome,
                            Map.of(outcome.name(), id + " " + outcome)))
                    .toList();
        }
        return List.of(
                filter.outcome().isPresent()
                        ? Part.of(
                                FILTERED_TIME,
                                filter.after(),
                                "outcome = :outcome",
                                Map.of("outcome", filter.outcome().get().name()))
                        : Part.of(PLAIN_TIME, filter.after(), "true", Map.of()));
    }

    private static ReleaseView read(ResultSet row, StatementContext context) throws SQLException {
        return new ReleaseView(
                new Release(
                        row.getString("release_id"),
                        row.getString("source"),
                        row.getString("event_id"),
                        row.getString("package_id"),
                        row.getString("package_version_id"),
                        Optional.ofNullable(row.getString("requested_by")),
                        Optional.ofNullable(row.getString("reason"))),
                RowValues.instant(row, "first_at"),
                new Standing(
                        ReleaseOutcome.valueOf(row.getString("outcome")),
                        RowValues.instant(row, "outcome_at"),
                        Optional.ofNullable(row.getString("campaign_id")),
                        Optional.ofNullable(row.getString("because")),
                        Optional.ofNullable(row.getString("detail"))));
    }
}
