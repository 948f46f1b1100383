package io.pushwave.planner.dispatch.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.database.Columns;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.dispatch.CommandedOrg;
import io.pushwave.planner.dispatch.FoldedCount;
import io.pushwave.planner.dispatch.OrgResult;
import io.pushwave.planner.dispatch.StrayResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The orgs of campaigns, one row each, and the counts that the waves keep of them. Every method is a constant number of
 * statements however many rows it changes, and changes rows and counts in the caller's transaction; the caller has locked
 * the campaign.
 */
@ApplicationScoped
public class OrgPushes {
    private final Jdbi jdbi;

    OrgPushes(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Makes commands of the wave's next waiting orgs, in the order of their ranks. Index org_push_of_wave_in_order. */
    public List<CommandedOrg> commandWaiting(CampaignId campaign, int wave, Instant notBefore, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(OrgPushSql.COMMAND_WAITING)
                .bind("campaign", campaign.value())
                .bind("wave", wave)
                .bind("limit", limit)
                .map((row, _) -> new CommandedOrg(new OrgKey(row.getString("org_key")), wave, 1, notBefore))
                .list());
    }

    /** Makes commands of retries that are due, the longest due first. Index org_push_retry_due. */
    public List<CommandedOrg> commandRetries(CampaignId campaign, Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(OrgPushSql.COMMAND_RETRIES)
                .bind("campaign", campaign.value())
                .bind("now", now)
                .bind("limit", limit)
                .map((row, _) -> new CommandedOrg(
                        new OrgKey(row.getString("org_key")),
                        row.getInt("wave"),
                        row.getInt("attempt"),
                        row.getTimestamp("next_attempt_at").toInstant()))
                .list());
    }

    /** When the campaign's earliest retry is due. Index org_push_retry_due. */
    public Optional<Instant> nextRetryAt(CampaignId campaign) {
        return jdbi.withHandle(handle -> handle.createQuery(OrgPushSql.NEXT_RETRY_AT)
                .bind("campaign", campaign.value())
                .mapTo(Instant.class)
                .findOne());
    }

    /**
     * Folds results into the rows of their orgs. Only a result of the attempt that a row waits for changes it, so results that
     * come twice, late or out of order change nothing.
     *
     * @param results at most one per campaign and org
     * @return how many orgs of which campaign and wave went to which state
     */
    public List<FoldedCount> fold(Collection<OrgResult> results) {
        return jdbi.withHandle(handle -> bind(handle.createQuery(OrgPushSql.FOLD), results)
                .bind(
                        "nextAttempts",
                        Columns.instants(
                                results, each -> each.outcome().nextAttemptAt().orElse(null)))
                .bind(
                        "timedOut",
                        Columns.booleans(results, each -> each.outcome().timedOut()))
                .map(OrgPushes::foldedCount)
                .list());
    }

    /**
     * Corrects the ends of attempts that had timed out. A row is corrected while the attempt is its newest one and it has no
     * answer of its own yet: as timed out, or still as commanded, should the correction have overtaken the timeout (out of the
     * dead letters). So one answer counts; a correction that comes twice, or of an attempt that did not time out, changes
     * nothing.
     *
     * @param results at most one per campaign and org; none of them RETRYING
     * @return how many orgs of which campaign went to which state
     */
    public List<FoldedCount> correct(Collection<OrgResult> results) {
        return jdbi.withHandle(handle -> bind(handle.createQuery(OrgPushSql.CORRECT), results)
                .map(OrgPushes::foldedCount)
                .list());
    }

    /**
     * Why results found no org that waited for them: how many were of which kind. To be asked after the results were folded.
     *
     * @param results those of a batch, the ones that changed their orgs among them
     */
    public Map<StrayResult, Long> strays(Collection<OrgResult> results) {
        return jdbi.withHandle(handle -> bind(handle.createQuery(OrgPushSql.STRAYS), results)
                .map((row, _) -> Map.entry(StrayResult.valueOf(row.getString("kind")), row.getLong("count")))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Ends the next orgs of an aborted campaign: who waits is cancelled, who was to be tried again has failed. */
    public void cancelRest(CampaignId campaign, int limit) {
        jdbi.useHandle(handle -> handle.createUpdate(OrgPushSql.CANCEL_REST)
                .bind("campaign", campaign.value())
                .bind("limit", limit)
                .execute());
    }

    /** What every statement about results is given. */
    private static <S extends SqlStatement<S>> S bind(S statement, Collection<OrgResult> results) {
        return statement
                .bind(
                        "campaigns",
                        Columns.texts(results, each -> each.campaign().value()))
                .bind("orgs", Columns.texts(results, each -> each.org().value()))
                .bind("attempts", Columns.integers(results, OrgResult::attempt))
                .bind(
                        "states",
                        Columns.texts(results, each -> each.outcome().state().name()));
    }

    private static FoldedCount foldedCount(ResultSet row, StatementContext context) throws SQLException {
        return new FoldedCount(
                new CampaignId(row.getString("campaign_id")), row.getString("state"), row.getLong("count"));
    }
}
