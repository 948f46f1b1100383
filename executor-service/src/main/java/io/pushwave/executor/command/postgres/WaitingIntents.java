package io.pushwave.executor.command.postgres;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.executor.command.IntentGroup;
import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.postgres.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The push commands that wait, and what takes them out of waiting. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class WaitingIntents {
    /**
     * No other command for the same org and package comes first: neither one in flight nor an older one that waits. Written so
     * that it stays one look into an index per row: as plain anti-joins, a planner without fresh statistics compares every
     * waiting row with every other, which takes half a minute for 20,000.
     */
    private static final String NOTHING_COMES_FIRST =
            """
            not exists (select 1 from push_intent f
                         where f.org_key = w.org_key and f.package_id = w.package_id
                           and %s offset 0)
            and w.sequence = (select o.sequence from push_intent o
                               where o.org_key = w.org_key and o.package_id = w.package_id
                                 and %s and o.sequence > 0
                               order by o.org_key, o.package_id, o.sequence limit 1)
            """.formatted(IntentSql.inFlight("f.state"), IntentSql.is("o.state", IntentState.WAITING));

    private final Jdbi jdbi;
    private final Clock clock;

    WaitingIntents(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Keeps all others from forming requests until the caller's transaction ends; false if another one is at it. */
    public boolean lockForming() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select pg_try_advisory_xact_lock(hashtext('pushwave.executor.forming'))")
                        .mapTo(Boolean.class)
                        .first());
    }

    /**
     * The groups of waiting intents that may be pushed now, of running campaigns alone.
     *
     * @param sample most intents of a campaign that are looked at, those with the earliest start first
     */
    public List<IntentGroup> groups(int sample) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select g.campaign_id, g.wave, g.package_id, g.package_version_id, g.not_after,
                       count(*) as waiting, min(g.stored_at) as since
                  from campaign_control c
                 cross join lateral (select * from push_intent w
                                      where w.campaign_id = c.campaign_id and %s and w.not_before <= :now
                                        and %s
                                      order by w.not_before, w.sequence limit :sample) g
                 where c.state = 'RUNNING'
                 group by g.campaign_id, g.wave, g.package_id, g.package_version_id, g.not_after
                 order by since
                """.formatted(IntentSql.WAITS, NOTHING_COMES_FIRST))
                .bind("now", clock.instant())
                .bind("sample", sample)
                .map((row, _) -> new IntentGroup(
                        row.getString("campaign_id"),
                        row.getInt("wave"),
                        row.getString("package_id"),
                        row.getString("package_version_id"),
                        RowTimes.optionalInstant(row, "not_after"),
                        row.getLong("waiting"),
                        RowTimes.instant(row, "since")))
                .list());
    }

    /** Puts a group's intents with the earliest start into a request, the oldest first, and says how many. */
    public int assign(IntentGroup group, String requestId, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                with chosen as (
                    select w.command_id from push_intent w
                     where w.campaign_id = :campaign and %s and w.not_before <= :now
                       and w.wave = :wave and w.package_id = :package and w.package_version_id = :version
                       and w.not_after is not distinct from :notAfter::timestamptz
                       and %s
                     order by w.not_before, w.sequence limit :most for update of w skip locked)
                update push_intent i set %s, request_id = :request, state_since = :now
                  from chosen where i.command_id = chosen.command_id
                """.formatted(
                                IntentSql.WAITS, NOTHING_COMES_FIRST, IntentSql.is("state", IntentState.ASSIGNED)))
                .bind("campaign", group.campaignId())
                .bind("now", clock.instant())
                .bind("wave", group.wave())
                .bind("package", group.packageId())
                .bind("version", group.packageVersionId())
                .bind("notAfter", group.notAfter().map(Instant::toString).orElse(null))
                .bind("most", most)
                .bind("request", requestId)
                .execute());
    }

    /** Ends waiting commands of campaigns that are aborted or have ended, and says of which. */
    public Map<CampaignControl.State, List<IntentRow>> cancelWaiting(int most) {
        return jdbi
                .withHandle(handle -> handle.createQuery(
                                """
                        update push_intent i set state = :cancelled, state_since = :now
                          from (select w.command_id, c.state as control from campaign_control c
                                 cross join lateral (select w.command_id from push_intent w
                                                      where w.campaign_id = c.campaign_id and %s
                                                      order by w.not_before, w.sequence limit :most for update skip locked) w
                                 where c.state in ('ABORTED', 'ENDED') limit :most) over
                         where i.command_id = over.command_id
                        """.formatted(IntentSql.WAITS) + PushIntents.RETURNING + ", over.control")
                        .bind("cancelled", IntentState.CANCELLED.name())
                        .bind("now", clock.instant())
                        .bind("most", most)
                        .map((row, context) -> Map.entry(
                                CampaignControl.State.valueOf(row.getString("control")),
                                PushIntents.intentRow(row, context)))
                        .list())
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Ends waiting commands whose last moment of activation has passed. */
    public List<IntentRow> skipLate(int most) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        """
                        update push_intent i set state = :skipped, state_since = :now
                         where i.command_id in (
                               select w.command_id from push_intent w
                                where %s and w.not_after < :now limit :most for update skip locked)
                        """.formatted(IntentSql.is("w.state", IntentState.WAITING)) + PushIntents.RETURNING)
                .bind("skipped", IntentState.SKIPPED.name())
                .bind("now", clock.instant())
                .bind("most", most)
                .map(PushIntents::intentRow)
                .list());
    }
}
