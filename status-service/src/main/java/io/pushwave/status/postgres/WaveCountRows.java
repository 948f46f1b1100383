package io.pushwave.status.postgres;

import static io.pushwave.status.postgres.Column.integer;
import static io.pushwave.status.postgres.Column.text;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.status.domain.Bucket;
import io.pushwave.status.domain.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The counters of {@code wave_count}: how many orgs of a campaign are in each bucket. */
@ApplicationScoped
public class WaveCountRows {
    /** One counter of a campaign; empty values are stored as empty text, because they are part of the key. */
    private record Counter(String campaignId, Bucket bucket, long n) {}

    private static final List<Column<Counter>> COLUMNS = List.of(
            text("campaign_id", Counter::campaignId),
            integer("wave", counter -> counter.bucket().wave()),
            text("step", counter -> counter.bucket().step().name()),
            integer("attempt", counter -> counter.bucket().attempt()),
            text(
                    "excluded_reason",
                    counter -> counter.bucket().excludedReason().map(Enum::name).orElse("")),
            new Column<>("n", "int8", Counter::n));
    private static final String ADD = """
            insert into wave_count as counter (%s) select * from %s
            on conflict (campaign_id, wave, step, attempt, excluded_reason)
            do update set n = counter.n + excluded.n""".formatted(Column.names(COLUMNS), Column.unnest(COLUMNS));

    private final Jdbc jdbc;

    WaveCountRows(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds changes, by campaign and bucket. */
    void add(Map<String, Map<Bucket, Long>> changes) {
        var rows = new ArrayList<Counter>();
        new TreeMap<>(changes)
                .forEach((campaignId, ofCampaign) -> new TreeMap<>(ofCampaign).forEach((bucket, change) -> {
                    if (change != 0) {
                        rows.add(new Counter(campaignId, bucket, change));
                    }
                }));
        if (!rows.isEmpty()) {
            jdbc.update(ADD, statement -> Column.set(statement, COLUMNS, rows));
        }
    }

    /** The counters of some campaigns, by campaign; one without any is absent. */
    public Map<String, Map<Bucket, Long>> of(Collection<String> campaignIds) {
        var byCampaign = new HashMap<String, Map<Bucket, Long>>();
        jdbc.query(
                        "select * from wave_count where campaign_id = any (?) and n <> 0",
                        statement -> statement.setArray(
                                1, statement.getConnection().createArrayOf("text", campaignIds.toArray())),
                        WaveCountRows::read)
                .forEach(counter -> byCampaign
                        .computeIfAbsent(counter.campaignId(), _ -> new HashMap<>())
                        .put(counter.bucket(), counter.n()));
        return byCampaign;
    }

    private static Counter read(ResultSet row) throws SQLException {
        var reason = row.getString("excluded_reason");
        return new Counter(
                row.getString("campaign_id"),
                new Bucket(
                        row.getInt("wave"),
                        Step.valueOf(row.getString("step")),
                        row.getInt("attempt"),
                        reason.isEmpty() ? Optional.empty() : Optional.of(ExclusionReason.valueOf(reason))),
                row.getLong("n"));
    }
}
