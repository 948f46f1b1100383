package io.pushwave.status.org.postgres;

import io.pushwave.database.Columns;
import io.pushwave.status.org.StrayReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The counters of {@code stray_count}: how many results of a campaign do not count, and why. */
@ApplicationScoped
public class StrayCountRows {
    private record Counter(String campaignId, StrayReason reason, long n) {}

    private static final String ADD = """
            insert into stray_count as counter (campaign_id, reason, n)
            select * from unnest(:campaigns, :reasons, :changes)
            on conflict (campaign_id, reason) do update set n = counter.n + excluded.n
            """;

    private final Jdbi jdbi;

    StrayCountRows(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Adds changes, by campaign and reason, in the order that they have. */
    void add(Map<String, Map<StrayReason, Long>> changes) {
        var rows = new ArrayList<Counter>();
        changes.forEach((campaignId, ofCampaign) -> ofCampaign.forEach((reason, change) -> {
            if (change != 0) {
                rows.add(new Counter(campaignId, reason, change));
            }
        }));
        if (!rows.isEmpty()) {
            jdbi.useHandle(handle -> handle.createUpdate(ADD)
                    .bind("campaigns", Columns.texts(rows, Counter::campaignId))
                    .bind("reasons", Columns.texts(rows, row -> row.reason().name()))
                    .bind("changes", Columns.longs(rows, Counter::n))
                    .execute());
        }
    }

    /** The counters of some campaigns, by campaign; one without any is absent. */
    public Map<String, Map<StrayReason, Long>> of(Collection<String> campaignIds) {
        var byCampaign = new HashMap<String, Map<StrayReason, Long>>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "select * from stray_count where campaign_id = any (:campaigns) and n <> 0")
                .bind("campaigns", Columns.texts(campaignIds))
                .map((row, _) -> new Counter(
                        row.getString("campaign_id"), StrayReason.valueOf(row.getString("reason")), row.getLong("n")))
                .forEach(counter -> byCampaign
                        .computeIfAbsent(counter.campaignId(), _ -> new EnumMap<>(StrayReason.class))
                        .put(counter.reason(), counter.n())));
        return byCampaign;
    }
}
