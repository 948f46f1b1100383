package io.pushwave.status.campaign.postgres;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.database.Columns;
import io.pushwave.status.campaign.ToldEvent;
import io.pushwave.status.postgres.Reads;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of {@code campaign_event}: the events as they came, appended, never changed. */
@ApplicationScoped
public class CampaignEventRows {
    private static final String APPEND = """
            insert into campaign_event (campaign_id, sequence, type, at, payload)
            select * from unnest(:campaigns, :sequences, :types, :times, :payloads::jsonb[]) on conflict do nothing
            """;

    /** A wave is looked up for each event by its key: in a join, what is believed of the tables would decide how. */
    private static final String AFTER = """
            select e.type, e.payload,
                (select w.name from wave_view w
                    where w.campaign_id = e.campaign_id and w.number = (e.payload ->> 'wave')::integer) as wave_name
            from campaign_event e where e.campaign_id = :campaign and e.sequence > :sequence
            order by e.sequence limit :limit
            """;

    private final MessageCodec codec = new MessageCodec();
    private final Jdbi jdbi;
    private final Reads reads;

    public CampaignEventRows(Jdbi jdbi, Reads reads) {
        this.jdbi = jdbi;
        this.reads = reads;
    }

    /** Appends events; one that is there already stays as it is. */
    public void append(List<CampaignEvent> events) {
        jdbi.useHandle(handle -> handle.createUpdate(APPEND)
                .bind("campaigns", Columns.texts(events, CampaignEvent::campaignId))
                .bind("sequences", Columns.longs(events, CampaignEvent::sequence))
                .bind(
                        "types",
                        Columns.texts(events, event -> MessageType.of(event).typeName()))
                .bind("times", Columns.instants(events, CampaignEvent::at))
                .bind(
                        "payloads",
                        Columns.texts(events, event -> new String(codec.write(event), StandardCharsets.UTF_8)))
                .execute());
    }

    /** A campaign's events with a higher sequence, in order; reads along the primary keys. */
    public List<ToldEvent> after(String campaignId, long sequence, int limit) {
        return reads.within(() -> jdbi.withHandle(handle -> handle.createQuery(AFTER)
                .bind("campaign", campaignId)
                .bind("sequence", sequence)
                .bind("limit", limit)
                .map(this::read)
                .list()));
    }

    private ToldEvent read(ResultSet row, StatementContext context) throws SQLException {
        try {
            var event = (CampaignEvent) codec.read(
                    Topic.CAMPAIGN_EVENTS,
                    row.getString("type"),
                    row.getString("payload").getBytes(StandardCharsets.UTF_8));
            return new ToldEvent(event, Optional.ofNullable(row.getString("wave_name")));
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException("a stored campaign event cannot be read any more", e);
        }
    }
}
