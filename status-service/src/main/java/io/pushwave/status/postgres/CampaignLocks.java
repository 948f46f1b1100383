package io.pushwave.status.postgres;

import io.pushwave.database.Columns;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code campaign_view} as what folds wait for each other at: folds of orgs share a campaign's row, so its highest
 * number of attempts stays as they have read it, and the fold of its events has it alone. Campaigns come before orgs, and in
 * order, so folds never wait in a circle.
 */
@ApplicationScoped
public class CampaignLocks {
    private record Maximum(String campaignId, @Nullable Integer attempts) {}

    private final Jdbi jdbi;

    public CampaignLocks(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Makes rows for campaigns that have none; who comes second waits here for the first. */
    public void insertMissing(Collection<String> campaignIds) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into campaign_view (campaign_id, resumed_sequence, sequences, state)
                        select *, 0, '', 'PREPARING' from unnest(:campaigns) on conflict do nothing
                        """)
                .bind("campaigns", Columns.texts(new TreeSet<>(campaignIds)))
                .execute());
    }

    /** The most attempts of each campaign, which hold until this transaction ends; empty while its plan was not seen. */
    public Map<String, OptionalInt> attemptsMaximums(Collection<String> campaignIds) {
        var found = share(campaignIds);
        if (found.size() < campaignIds.size()) {
            var missing = new TreeSet<>(campaignIds);
            missing.removeAll(found.keySet());
            insertMissing(missing);
            found.putAll(share(missing));
        }
        return found;
    }

    private Map<String, OptionalInt> share(Collection<String> campaignIds) {
        var maximums = new HashMap<String, OptionalInt>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select campaign_id, attempts_maximum from campaign_view where campaign_id = any (:campaigns)
                        order by campaign_id for share
                        """)
                .bind("campaigns", Columns.texts(campaignIds))
                .map(CampaignLocks::read)
                .forEach(maximum -> maximums.put(
                        maximum.campaignId(),
                        maximum.attempts() == null ? OptionalInt.empty() : OptionalInt.of(maximum.attempts()))));
        return maximums;
    }

    private static Maximum read(ResultSet row, StatementContext context) throws SQLException {
        return new Maximum(row.getString("campaign_id"), row.getObject("attempts_maximum", Integer.class));
    }
}
