package io.pushwave.planner.dispatch.postgres;

import io.pushwave.planner.dispatch.OrgPushState;
import io.pushwave.planner.dispatch.StrayResult;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/**
 * The statements of {@link OrgPushes}; their states come from {@link OrgPushState}. What stands in a {@code case} is checked on rows
 * that are found by their keys: as a plain condition it would let a database that takes those rows for few begin with all of them.
 */
final class OrgPushSql {
    /** Where an attempt leads that has its end; each state has its count in the wave. */
    private static final List<OrgPushState> ENDS = List.copyOf(EnumSet.copyOf(OrgPushState.COMMANDED.successors()));

    /** From and to where a late answer corrects an org. */
    private static final List<OrgPushState> CORRECTED = List.copyOf(corrected());

    static final String PLACE = StateSql.fill("""
            with placed as (
                insert into org_push (campaign_id, org_key, wave, rank, state, attempt)
                select :campaign, org_key, wave, rank, {WAITING}, 0 from unnest(:orgs, :waves, :ranks) as t (org_key, wave, rank)
                returning campaign_id, wave),
            change as (select campaign_id, wave, count(*) as placed from placed group by campaign_id, wave)
            update wave w set waiting = waiting + c.placed
            from change c where w.campaign_id = c.campaign_id and w.number = c.wave""");

    static final String COMMAND_WAITING = StateSql.fill("""
            with due as (
                select org_key from org_push
                where campaign_id = :campaign and wave = :wave and state {is waiting}
                    and rank > (select left_waiting_up_to from wave where campaign_id = :campaign and number = :wave)
                order by rank limit :limit),
            commanded as (
                update org_push o set state = {COMMANDED}, attempt = 1
                from due where o.campaign_id = :campaign and o.org_key = due.org_key
                returning o.org_key, o.rank),
            counted as (
                update wave w
                set waiting = waiting - c.orgs, commanded = commanded + c.orgs, left_waiting_up_to = c.up_to
                from (select count(*) as orgs, max(rank) as up_to from commanded) c
                where w.campaign_id = :campaign and w.number = :wave and c.orgs > 0)
            select org_key from commanded order by rank""");

    static final String COMMAND_RETRIES = StateSql.fill("""
            with due as (
                select org_key, next_attempt_at from org_push
                where campaign_id = :campaign and state {is retrying} and next_attempt_at <= :now
                order by next_attempt_at limit :limit),
            commanded as (
                update org_push o set state = {COMMANDED}, attempt = attempt + 1, next_attempt_at = null
                from due where o.campaign_id = :campaign and o.org_key = due.org_key
                returning o.org_key, o.wave, o.attempt, due.next_attempt_at),
            change as (select wave, count(*) as orgs from commanded group by wave),
            counted as (
                update wave w set retrying = retrying - c.orgs, commanded = commanded + c.orgs
                from change c where w.campaign_id = :campaign and w.number = c.wave)
            select org_key, wave, attempt, next_attempt_at from commanded order by org_key""");

    static final String NEXT_RETRY_AT = StateSql.fill("""
            select next_attempt_at from org_push where campaign_id = :campaign and state {is retrying}
            order by next_attempt_at limit 1""");

    static final String FOLD = StateSql.fill("""
            with incoming as (
                select * from unnest(:campaigns, :orgs, :attempts, :states, :nextAttempts, :timedOut)
                    as t (campaign_id, org_key, attempt, state, next_attempt_at, timed_out)),
            folded as (
                update org_push o
                set state = i.state, next_attempt_at = i.next_attempt_at, timed_out = i.timed_out
                from incoming i
                where o.campaign_id = i.campaign_id and o.org_key = i.org_key
                    and case when o.attempt = i.attempt and o.state {is in flight} then true end
                returning o.campaign_id, o.wave, o.state),
            change as (
                select campaign_id, wave, count(*) as orgs,
                    {counts}
                from folded group by campaign_id, wave),
            counted as (
                update wave w
                set commanded = commanded - c.orgs, {sums}
                from change c where w.campaign_id = c.campaign_id and w.number = c.wave)
            select campaign_id, state, count(*) from folded group by campaign_id, state""".replace("{counts}", StateSql.each(ENDS, StateSql::counted))
            .replace("{sums}", StateSql.each(ENDS, StateSql::sum)));

    static final String CORRECT = StateSql.fill("""
            with incoming as (
                select * from unnest(:campaigns, :orgs, :attempts, :states)
                    as t (campaign_id, org_key, attempt, state)),
            due as (
                select o.campaign_id, o.org_key, o.state as was, i.state
                from org_push o join incoming i on o.campaign_id = i.campaign_id and o.org_key = i.org_key
                where case when o.attempt = i.attempt then o.timed_out or o.state {is in flight} end),
            corrected as (
                update org_push o set state = d.state, timed_out = false
                from due d where o.campaign_id = d.campaign_id and o.org_key = d.org_key
                returning o.campaign_id, o.wave, o.state, d.was),
            change as (
                select campaign_id, wave,
                    {counts}
                from corrected group by campaign_id, wave),
            counted as (
                update wave w
                set {sums}
                from change c where w.campaign_id = c.campaign_id and w.number = c.wave)
            select campaign_id, state, count(*) from corrected group by campaign_id, state""".replace("{counts}", StateSql.each(CORRECTED, OrgPushSql::net))
            .replace("{sums}", StateSql.each(CORRECTED, StateSql::sum)));

    static final String STRAYS = """
            with incoming as (
                select * from unnest(:campaigns, :orgs, :attempts, :states)
                    as t (campaign_id, org_key, attempt, state))
            select case when o.org_key is null then '{not planned}' else '{not commanded}' end as kind, count(*)
            from incoming i left join org_push o on o.campaign_id = i.campaign_id and o.org_key = i.org_key
            where o.org_key is null or o.attempt < i.attempt
            group by kind""".replace("{not planned}", StrayResult.NOT_PLANNED.name())
            .replace("{not commanded}", StrayResult.NOT_COMMANDED.name());

    static final String CANCEL_REST =
            StateSql.fill("""
            with due as (
                (select org_key from org_push
                    where campaign_id = :campaign and state {is waiting}
                        and wave = (
                            select min(number) from wave where campaign_id = :campaign and waiting > 0)
                        and rank > (
                            select left_waiting_up_to from wave
                            where campaign_id = :campaign and waiting > 0 order by number limit 1)
                    order by rank limit :limit)
                union all
                (select org_key from org_push where campaign_id = :campaign and state {is retrying} limit :limit)),
            cancelled as (
                update org_push o
                set state = case when o.state {is waiting} then {end of waiting} else {end of retrying} end,
                    next_attempt_at = null
                from due where o.campaign_id = :campaign and o.org_key = due.org_key
                returning o.campaign_id, o.wave, o.state, o.rank),
            change as (
                select campaign_id, wave, count(*) filter (where state = {end of waiting}) as cancelled,
                    count(*) filter (where state = {end of retrying}) as failed,
                    max(rank) filter (where state = {end of waiting}) as up_to
                from cancelled group by campaign_id, wave)
            update wave w
            set waiting = waiting - c.cancelled, cancelled = w.cancelled + c.cancelled,
                retrying = retrying - c.failed, failed = w.failed + c.failed,
                left_waiting_up_to = coalesce(c.up_to, left_waiting_up_to)
            from change c where w.campaign_id = c.campaign_id and w.number = c.wave""".replace("{end of waiting}", StateSql.literal(OrgPushState.WAITING.afterAbort()))
                    .replace("{end of retrying}", StateSql.literal(OrgPushState.RETRYING.afterAbort())));

    private OrgPushSql() {}

    private static Collection<OrgPushState> corrected() {
        var states = EnumSet.noneOf(OrgPushState.class);
        for (var state : OrgPushState.values()) {
            if (!state.corrections().isEmpty()) {
                states.add(state);
                states.addAll(state.corrections());
            }
        }
        return states;
    }

    /** How many orgs more are in a state, after some were corrected. */
    private static String net(OrgPushState state) {
        var literal = StateSql.literal(state);
        return "count(*) filter (where state = " + literal + ") - count(*) filter (where was = " + literal + ") as "
                + StateSql.column(state);
    }
}
