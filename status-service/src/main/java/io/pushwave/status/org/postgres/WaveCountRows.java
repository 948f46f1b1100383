package io.pushwave.status.org.postgres;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.database.Columns;
import io.pushwave.status.org.Bucket;
import io.pushwave.status.org.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The counters of {@code wave_count}: how many orgs of a campaign are in each bucket. */
@ApplicationScoped
public class WaveCountRows {
    /** One counter of a campaign; empty values are stored as empty text, because they are part of the key. */
    private record Counter(String campaignId, Bucket bucket, long n) {}

    private static final String ADD = """
            insert into wave_count as counter
                (campaign_id, wave, step, attempt, excluded_reason, left_out_reason, n)
            select * from unnest(:campaigns, :waves, :steps, :attempts, :excludedReasons, :leftOutReasons, :changes)
            on conflict (campaign_id, wave, step, attempt, excluded_reason, left_out_reason)
            do update set n = counter.n + excluded.n
            """;

    private final Jdbi jdbi;

    WaveCountRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Adds changes, by campaign and bucket, in the order that they have. */
    void add(Map<String, Map<Bucket, Long>> changes) {
        var rows = new ArrayList<Counter>();
        changes.forEach((campaignId, ofCampaign) -> ofCampaign.forEach((bucket, change) -> {
            if (change != 0) {
                rows.add(new Counter(campaignId, bucket, change));
            }
        }));
        if (!rows.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(ADD)
                    .bind("campaigns", Columns.texts(rows, Counter::campaignId))
                    .bind("waves", Columns.integers(rows, row -> row.bucket().wave()))
                    .bind(
                            "steps",
                            Columns.texts(rows, row -> row.bucket().step().name()))
                    .bind("attempts", Columns.integers(rows, row -> row.bucket().attempt()))
                    .bind(
                            "excludedReasons",
                            Columns.texts(rows, row -> name(row.bucket().excludedReason())))
                    .bind(
                            "leftOutReasons",
                            Columns.texts(rows, row -> name(row.bucket().leftOutReason())))
                    .bind("changes", Columns.longs(rows, Counter::n))
                    .execute());
        }
    }

    /** The counters of some campaigns, by campaign; one without any is absent. */
    public Map<String, Map<Bucket, Long>> of(Collection<String> campaignIds) {
        var byCampaign = new HashMap<String, Map<Bucket, Long>>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select * from wave_count where campaign_id = any (:campaigns) and n <> 0")
                .bind("campaigns", Columns.texts(campaignIds))
                .map(WaveCountRows::read)
                .forEach(counter -> byCampaign
                        .computeIfAbsent(counter.campaignId(), _ -> new HashMap<>())
                        .put(counter.bucket(), counter.n())));
        return byCampaign;
    }

    private static String name(Optional<? extends Enum<?>> reason) {
        return reason.map(Enum::name).orElse("");
    }

    private static Counter read(ResultSet row, StatementContext context) throws SQLException {
        var excluded = row.getString("excluded_reason");
        var leftOut = row.getString("left_out_reason");
        return new Counter(
                row.getString("campaign_id"),
                new Bucket(
                        row.getInt("wave"),
                        Step.valueOf(row.getString("step")),
                        row.getInt("attempt"),
                        excluded.isEmpty() ? Optional.empty() : Optional.of(ExclusionReason.valueOf(excluded)),
                        leftOut.isEmpty() ? Optional.empty() : Optional.of(LeftOutReason.valueOf(leftOut))),
                row.getLong("n"));
    }
}
