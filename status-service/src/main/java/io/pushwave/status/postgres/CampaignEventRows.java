package io.pushwave.status.postgres;

import static io.pushwave.status.postgres.Column.text;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The rows of {@code campaign_event}: the events as they came, appended, never changed. */
@ApplicationScoped
public class CampaignEventRows {
    private final MessageCodec codec = new MessageCodec();
    private final List<Column<CampaignEvent>> columns = List.of(
            text("campaign_id", CampaignEvent::campaignId),
            new Column<>("sequence", "int8", CampaignEvent::sequence),
            text("type", event -> MessageType.of(event).typeName()),
            new Column<>("at", "timestamptz", event -> event.at().toString()),
            new Column<>("payload", "jsonb", event -> new String(codec.write(event), StandardCharsets.UTF_8)));

    private final Jdbc jdbc;

    CampaignEventRows(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Appends events; one that is there already stays as it is. */
    public void append(List<CampaignEvent> events) {
        jdbc.update(
                "insert into campaign_event (%s) select * from %s on conflict do nothing"
                        .formatted(Column.names(columns), Column.unnest(columns)),
                statement -> Column.set(statement, columns, events));
    }

    /** A campaign's events with a higher sequence, in order; reads along the primary key. */
    public List<CampaignEvent> after(String campaignId, long sequence, int limit) {
        return jdbc.query(
                """
                select type, payload from campaign_event where campaign_id = ? and sequence > ?
                order by sequence limit ?""",
                statement -> {
                    statement.setString(1, campaignId);
                    statement.setLong(2, sequence);
                    statement.setInt(3, limit);
                },
                this::read);
    }

    private CampaignEvent read(ResultSet row) throws SQLException {
        try {
            return (CampaignEvent) codec.read(
                    Topic.CAMPAIGN_EVENTS,
                    row.getString("type"),
                    row.getString("payload").getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException("a stored campaign event cannot be read any more", e);
        }
    }
}
