package io.pushwave.status.postgres;

import static io.pushwave.status.postgres.Column.integer;
import static io.pushwave.status.postgres.Column.text;

import io.pushwave.status.domain.OrgId;
import io.pushwave.status.domain.OrgTold;
import io.pushwave.status.domain.TimelineEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/** The rows of {@code org_timeline}: appended, never changed. */
@ApplicationScoped
public class TimelineRows {
    private static final List<Column<OrgTold>> COLUMNS = List.of(
            text("campaign_id", told -> told.view().id().campaignId()),
            text("org_key", told -> told.view().id().orgKey().value()),
            text("message_id", OrgTold::messageId),
            new Column<>("at", "timestamptz", told -> told.entry().at().toString()),
            text("what", told -> told.entry().what().name()),
            integer("attempt", told -> told.entry().attempt()),
            text("detail", told -> told.entry().detail()));
    private static final String APPEND = "insert into org_timeline (%s) select * from %s on conflict do nothing"
            .formatted(Column.names(COLUMNS), Column.unnest(COLUMNS));

    private final Jdbc jdbc;

    TimelineRows(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    void append(List<OrgTold> told) {
        jdbc.update(APPEND, statement -> Column.set(statement, COLUMNS, told));
    }

    /** An org's story in a campaign, told in order; its newest entries if there are more than the maximum. */
    public List<TimelineEntry> of(OrgId id, int maximum) {
        return jdbc
                .query(
                        """
                        select * from org_timeline where campaign_id = ? and org_key = ?
                        order by attempt desc, at desc limit ?""",
                        statement -> {
                            statement.setString(1, id.campaignId());
                            statement.setString(2, id.orgKey().value());
                            statement.setInt(3, maximum);
                        },
                        row -> new TimelineEntry(
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                TimelineEntry.What.valueOf(row.getString("what")),
                                row.getInt("attempt"),
                                row.getString("detail")))
                .stream()
                .sorted(TimelineEntry.STORY_ORDER)
                .toList();
    }
}
