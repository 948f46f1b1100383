package io.pushwave.status.org.postgres;

import io.pushwave.database.Columns;
import io.pushwave.status.org.OrgId;
import io.pushwave.status.org.ResultKey;
import io.pushwave.status.org.Step;
import io.pushwave.status.org.timeline.OrgObservation;
import io.pushwave.status.org.timeline.TimelineEntry;
import io.pushwave.status.postgres.Reads;
import io.pushwave.status.postgres.RowValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The rows of {@code org_timeline}: appended, never changed. */
@ApplicationScoped
public class TimelineRows {
    private static final String APPEND = """
            insert into org_timeline (campaign_id, org_key, message_id, at, what, attempt, wave, step, detail)
            select * from unnest(
                :campaigns, :orgs, :messages, :times, :whats, :attempts, :waves, :steps, :details)
            on conflict do nothing
            """;

    private final Jdbi jdbi;
    private final Reads reads;

    TimelineRows(Jdbi jdbi, Reads reads) {
        this.jdbi = jdbi;
        this.reads = reads;
    }

    void append(List<OrgObservation> observations) {
        jdbi.useHandle(handle -> handle.createUpdate(APPEND)
                .bind(
                        "campaigns",
                        Columns.texts(observations, one -> one.view().id().campaignId()))
                .bind(
                        "orgs",
                        Columns.texts(
                                observations, one -> one.view().id().orgKey().value()))
                .bind("messages", Columns.texts(observations, OrgObservation::messageId))
                .bind("times", Columns.instants(observations, one -> one.entry().at()))
                .bind(
                        "whats",
                        Columns.texts(observations, one -> one.entry().what().name()))
                .bind(
                        "attempts",
                        Columns.integers(observations, one -> one.entry().attempt()))
                .bind("waves", Columns.integers(observations, result(ResultKey::wave)))
                .bind(
                        "steps",
                        Columns.texts(observations, result(key -> key.step().name())))
                .bind("details", Columns.texts(observations, one -> one.entry().detail()))
                .execute());
    }

    private static <V> Function<OrgObservation, @Nullable V> result(Function<ResultKey, V> value) {
        return one -> one.entry().result().map(value).orElse(null);
    }

    /** What happened to an org in a campaign, in order; its newest entries if there are more than the maximum. */
    public List<TimelineEntry> of(OrgId id, int maximum) {
        return reads
                .within(() -> jdbi.withHandle(handle -> handle.createQuery("""
                                select * from org_timeline where campaign_id = :campaign and org_key = :org
                                order by attempt desc, at desc limit :limit
                                """)
                        .bind("campaign", id.campaignId())
                        .bind("org", id.orgKey().value())
                        .bind("limit", maximum)
                        .map(TimelineRows::read)
                        .list()))
                .stream()
                .sorted(TimelineEntry.TIMELINE_ORDER)
                .toList();
    }

    private static TimelineEntry read(ResultSet row, StatementContext context) throws SQLException {
        int attempt = row.getInt("attempt");
        var wave = row.getObject("wave", Integer.class);
        return new TimelineEntry(
                RowValues.instant(row, "at"),
                TimelineEntry.What.valueOf(row.getString("what")),
                attempt,
                row.getString("detail"),
                wave == null
                        ? Optional.empty()
                        : Optional.of(new ResultKey(attempt, wave, Step.valueOf(row.getString("step")))));
    }
}
