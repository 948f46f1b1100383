package io.pushwave.planner.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.campaign.CommandedOrg;
import io.pushwave.planner.campaign.FoldedCount;
import io.pushwave.planner.campaign.OrgResult;
import io.pushwave.planner.campaign.PlacedOrg;
import io.pushwave.planner.domain.CampaignId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The orgs of campaigns, one row each, and the counts that the waves keep of them. Every method is a constant number of
 * statements however many rows it changes, and changes rows and counts in the caller's transaction; the caller has locked
 * the campaign.
 */
@ApplicationScoped
public class OrgPushes {
    private final Jdbc jdbc;

    OrgPushes(Jdbc jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives orgs their places in a campaign's waves. */
    public void place(CampaignId campaign, List<PlacedOrg> orgs) {
        if (orgs.isEmpty()) {
            return;
        }
        jdbc.update("""
                with placed as (
                    insert into org_push (campaign_id, org_key, wave, state, attempt)
                    select ?, org_key, wave, 'WAITING', 0 from unnest(?::text[], ?::int[]) as t (org_key, wave)
                    returning campaign_id, wave),
                change as (select campaign_id, wave, count(*) as placed from placed group by campaign_id, wave)
                update wave w set waiting = waiting + c.placed
                from change c where w.campaign_id = c.campaign_id and w.number = c.wave""", statement -> {
            statement.setString(1, campaign.value());
            statement.setArray(
                    2, Jdbc.column(statement, "text", orgs, each -> each.org().value()));
            statement.setArray(3, Jdbc.column(statement, "int4", orgs, PlacedOrg::wave));
        });
    }

    /** Makes commands of the wave's next waiting orgs, in the order of their keys. Index org_push_of_wave_in_order. */
    public List<CommandedOrg> commandWaiting(CampaignId campaign, int wave, Instant notBefore, int limit) {
        return jdbc.query(
                """
                with due as (
                    select org_key from org_push
                    where campaign_id = ? and wave = ? and state = 'WAITING'
                        and org_key > (select left_waiting_up_to from wave where campaign_id = ? and number = ?)
                    order by org_key limit ?),
                commanded as (
                    update org_push o set state = 'COMMANDED', attempt = 1
                    from due where o.campaign_id = ? and o.org_key = due.org_key
                    returning o.org_key),
                counted as (
                    update wave w
                    set waiting = waiting - c.orgs, commanded = commanded + c.orgs, left_waiting_up_to = c.up_to
                    from (select count(*) as orgs, max(org_key) as up_to from commanded) c
                    where w.campaign_id = ? and w.number = ? and c.orgs > 0)
                select org_key from commanded order by org_key""",
                statement -> {
                    statement.setString(1, campaign.value());
                    statement.setInt(2, wave);
                    statement.setString(3, campaign.value());
                    statement.setInt(4, wave);
                    statement.setInt(5, limit);
                    statement.setString(6, campaign.value());
                    statement.setString(7, campaign.value());
                    statement.setInt(8, wave);
                },
                row -> new CommandedOrg(new OrgKey(row.getString(1)), wave, 1, notBefore));
    }

    /** Makes commands of retries that are due, the longest due first. Index org_push_retry_due. */
    public List<CommandedOrg> commandRetries(CampaignId campaign, Instant now, int limit) {
        return jdbc.query(
                """
                with due as (
                    select org_key, next_attempt_at from org_push
                    where campaign_id = ? and state = 'RETRYING' and next_attempt_at <= ?
                    order by next_attempt_at limit ?),
                commanded as (
                    update org_push o set state = 'COMMANDED', attempt = attempt + 1, next_attempt_at = null
                    from due where o.campaign_id = ? and o.org_key = due.org_key
                    returning o.org_key, o.wave, o.attempt, due.next_attempt_at),
                change as (select wave, count(*) as orgs from commanded group by wave),
                counted as (
                    update wave w set retrying = retrying - c.orgs, commanded = commanded + c.orgs
                    from change c where w.campaign_id = ? and w.number = c.wave)
                select org_key, wave, attempt, next_attempt_at from commanded order by org_key""",
                statement -> {
                    statement.setString(1, campaign.value());
                    statement.setTimestamp(2, Jdbc.timestamp(now));
                    statement.setInt(3, limit);
                    statement.setString(4, campaign.value());
                    statement.setString(5, campaign.value());
                },
                row -> new CommandedOrg(
                        new OrgKey(row.getString(1)),
                        row.getInt(2),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant()));
    }

    /** When the campaign's earliest retry is due. Index org_push_retry_due. */
    public Optional<Instant> nextRetryAt(CampaignId campaign) {
        return jdbc
                .query(
                        """
                        select next_attempt_at from org_push where campaign_id = ? and state = 'RETRYING'
                        order by next_attempt_at limit 1""",
                        statement -> statement.setString(1, campaign.value()),
                        row -> row.getTimestamp(1).toInstant())
                .stream()
                .findFirst();
    }

    /**
     * Folds results into the rows of their orgs. Only a result of the attempt that a row waits for changes it, so results that
     * come twice, late or out of order change nothing.
     *
     * @param results at most one per campaign and org
     * @return how many orgs of which campaign and wave went to which state
     */
    public List<FoldedCount> fold(Collection<OrgResult> results) {
        return jdbc.query(
                """
                with incoming as (
                    select * from unnest(?::text[], ?::text[], ?::int[], ?::text[], ?::timestamptz[])
                        as t (campaign_id, org_key, attempt, state, next_attempt_at)),
                folded as (
                    update org_push o set state = i.state, next_attempt_at = i.next_attempt_at
                    from incoming i
                    where o.campaign_id = i.campaign_id and o.org_key = i.org_key
                        and o.attempt = i.attempt and o.state = 'COMMANDED'
                    returning o.campaign_id, o.wave, o.state),
                change as (
                    select campaign_id, wave, count(*) as orgs,
                        count(*) filter (where state = 'RETRYING') as retrying,
                        count(*) filter (where state = 'SUCCEEDED') as succeeded,
                        count(*) filter (where state = 'FAILED') as failed,
                        count(*) filter (where state = 'SKIPPED') as skipped,
                        count(*) filter (where state = 'CANCELLED') as cancelled
                    from folded group by campaign_id, wave),
                counted as (
                    update wave w
                    set commanded = commanded - c.orgs, retrying = w.retrying + c.retrying,
                        succeeded = w.succeeded + c.succeeded, failed = w.failed + c.failed,
                        skipped = w.skipped + c.skipped, cancelled = w.cancelled + c.cancelled
                    from change c where w.campaign_id = c.campaign_id and w.number = c.wave)
                select campaign_id, state, count(*) from folded group by campaign_id, state""",
                statement -> {
                    bind(statement, results);
                    statement.setArray(
                            5,
                            Jdbc.column(
                                    statement,
                                    "timestamptz",
                                    results,
                                    each -> Jdbc.timestamp(each.outcome().nextAttemptAt())));
                },
                OrgPushes::foldedCount);
    }

    /**
     * Corrects the ends of attempts that had timed out. A row is corrected while the attempt is its newest one and it has no
     * answer of its own yet: as failed, or still as commanded, should the correction have overtaken the timeout (out of the
     * dead letters). So a correction that comes twice changes nothing.
     *
     * @param results at most one per campaign and org; none of them RETRYING
     * @return how many orgs of which campaign went to which state
     */
    public List<FoldedCount> correct(Collection<OrgResult> results) {
        return jdbc.query("""
                with incoming as (
                    select * from unnest(?::text[], ?::text[], ?::int[], ?::text[])
                        as t (campaign_id, org_key, attempt, state)),
                due as (
                    select o.campaign_id, o.org_key, o.state as was, i.state
                    from org_push o join incoming i
                        on o.campaign_id = i.campaign_id and o.org_key = i.org_key and o.attempt = i.attempt
                    where o.state in ('FAILED', 'COMMANDED') and o.state <> i.state),
                corrected as (
                    update org_push o set state = d.state
                    from due d where o.campaign_id = d.campaign_id and o.org_key = d.org_key
                    returning o.campaign_id, o.wave, o.state, d.was),
                change as (
                    select campaign_id, wave,
                        count(*) filter (where was = 'COMMANDED') as commanded,
                        count(*) filter (where state = 'SUCCEEDED') as succeeded,
                        count(*) filter (where state = 'FAILED') - count(*) filter (where was = 'FAILED') as failed,
                        count(*) filter (where state = 'CANCELLED') as cancelled
                    from corrected group by campaign_id, wave),
                counted as (
                    update wave w
                    set commanded = w.commanded - c.commanded, succeeded = w.succeeded + c.succeeded,
                        failed = w.failed + c.failed, cancelled = w.cancelled + c.cancelled
                    from change c where w.campaign_id = c.campaign_id and w.number = c.wave)
                select campaign_id, state, count(*) from corrected group by campaign_id, state""", statement -> bind(statement, results), OrgPushes::foldedCount);
    }

    /** Ends the next orgs of an aborted campaign: who waits is cancelled, who was to be tried again has failed. */
    public void cancelRest(CampaignId campaign, int limit) {
        jdbc.update("""
                with due as (
                    (select org_key from org_push
                        where campaign_id = ? and state = 'WAITING'
                            and wave = (
                                select min(number) from wave where campaign_id = ? and waiting > 0)
                            and org_key > (
                                select left_waiting_up_to from wave
                                where campaign_id = ? and waiting > 0 order by number limit 1)
                        order by org_key limit ?)
                    union all
                    (select org_key from org_push where campaign_id = ? and state = 'RETRYING' limit ?)),
                cancelled as (
                    update org_push o
                    set state = case when o.state = 'WAITING' then 'CANCELLED' else 'FAILED' end, next_attempt_at = null
                    from due where o.campaign_id = ? and o.org_key = due.org_key
                    returning o.campaign_id, o.wave, o.state, o.org_key),
                change as (
                    select campaign_id, wave, count(*) filter (where state = 'CANCELLED') as cancelled,
                        count(*) filter (where state = 'FAILED') as failed,
                        max(org_key) filter (where state = 'CANCELLED') as up_to
                    from cancelled group by campaign_id, wave)
                update wave w
                set waiting = waiting - c.cancelled, cancelled = w.cancelled + c.cancelled,
                    retrying = retrying - c.failed, failed = w.failed + c.failed,
                    left_waiting_up_to = coalesce(c.up_to, left_waiting_up_to)
                from change c where w.campaign_id = c.campaign_id and w.number = c.wave""", statement -> {
            statement.setString(1, campaign.value());
            statement.setString(2, campaign.value());
            statement.setString(3, campaign.value());
            statement.setInt(4, limit);
            statement.setString(5, campaign.value());
            statement.setInt(6, limit);
            statement.setString(7, campaign.value());
        });
    }

    /** The first four parameters: campaign, org, attempt and state. */
    private static void bind(PreparedStatement statement, Collection<OrgResult> results) throws SQLException {
        statement.setArray(
                1,
                Jdbc.column(statement, "text", results, each -> each.campaign().value()));
        statement.setArray(
                2, Jdbc.column(statement, "text", results, each -> each.org().value()));
        statement.setArray(3, Jdbc.column(statement, "int4", results, OrgResult::attempt));
        statement.setArray(
                4,
                Jdbc.column(
                        statement,
                        "text",
                        results,
                        each -> each.outcome().state().name()));
    }

    private static FoldedCount foldedCount(ResultSet row) throws SQLException {
        return new FoldedCount(new CampaignId(row.getString(1)), row.getString(2), row.getLong(3));
    }
}
