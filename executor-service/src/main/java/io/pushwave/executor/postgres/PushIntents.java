package io.pushwave.executor.postgres;

import static io.pushwave.executor.postgres.Statements.texts;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.executor.domain.IntentGroup;
import io.pushwave.executor.domain.IntentState;
import io.pushwave.executor.domain.SalesforceId;
import io.pushwave.messaging.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The push commands that were taken in, and where each stands. Every method is one statement, however many rows it concerns;
 * every change of state is guarded by the state it leaves, so a change that comes twice is made once.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PushIntents {
    static final String RETURNING =
            " returning i.command_id, i.campaign_id, i.org_key, i.wave, i.attempt, i.trace_parent, i.job_id";

    /**
     * No other command for the same org and package comes first: neither one in flight nor an older one that waits. Written so
     * that it stays one look into an index per row: as plain anti-joins, a planner without fresh statistics compares every
     * waiting row with every other, which takes half a minute for 20,000.
     */
    private static final String NOTHING_COMES_FIRST = """
            not exists (select 1 from push_intent f
                         where f.org_key = w.org_key and f.package_id = w.package_id
                           and f.state in ('ASSIGNED', 'SCHEDULED', 'STARTED', 'OVERDUE') offset 0)
            and w.sequence = (select o.sequence from push_intent o
                               where o.org_key = w.org_key and o.package_id = w.package_id and o.state = 'WAITING'
                               order by o.org_key, o.package_id, o.sequence limit 1)
            """;

    private final Statements statements;
    private final Clock clock;

    PushIntents(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * Stores what is not stored yet; a command that came before is left as it is. The ids of package and version are stored in
     * their form of 18 characters, so that a package is one package to {@code ux_push_intent_in_flight} however it is spelled.
     */
    public int add(List<Received<OrgPushCommanded>> commands) {
        Instant now = clock.instant();
        return statements.update(
                """
                insert into push_intent (command_id, campaign_id, org_key, package_id, package_version_id, wave, attempt,
                                         not_before, not_after, trace_parent, stored_at, state, state_since)
                select n.command_id, n.campaign_id, n.org_key, n.package_id, n.package_version_id, n.wave::int, n.attempt::int,
                       n.not_before::timestamptz, n.not_after::timestamptz, n.trace_parent, clock_timestamp(), 'WAITING', ?
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                              ?::text[])
                    as n (command_id, campaign_id, org_key, package_id, package_version_id, wave, attempt, not_before,
                          not_after, trace_parent)
                on conflict (command_id) do nothing
                """,
                now,
                texts(commands, received -> received.message().commandId()),
                texts(commands, received -> received.message().campaignId()),
                texts(commands, received -> received.message().orgKey().value()),
                texts(commands, received -> SalesforceId.full(received.message().packageId())),
                texts(commands, received -> SalesforceId.full(received.message().packageVersionId())),
                texts(commands, received -> Integer.toString(received.message().wave())),
                texts(commands, received -> Integer.toString(received.message().attempt())),
                texts(commands, received -> received.message().notBefore().toString()),
                texts(commands, PushIntents::notAfter),
                texts(commands, PushIntents::traceParent));
    }

    /** Keeps all others from forming requests until the caller's transaction ends; false if another one is at it. */
    public boolean lockForming() {
        return statements
                .rows(
                        "select pg_try_advisory_xact_lock(hashtext('pushwave.executor.forming')) as locked",
                        row -> row.getBoolean("locked"))
                .getFirst();
    }

    /**
     * The groups of waiting intents that may be pushed now, of running campaigns alone.
     *
     * @param sample most intents of a campaign that are looked at, those with the earliest start first
     */
    public List<IntentGroup> groups(int sample) {
        return statements.rows(
                """
                select g.campaign_id, g.wave, g.package_id, g.package_version_id, g.not_after,
                       count(*) as waiting, min(g.stored_at) as since
                  from campaign_control c
                 cross join lateral (select * from push_intent w
                                      where w.campaign_id = c.campaign_id and w.state = 'WAITING' and w.not_before <= ?
                                        and %s
                                      order by w.not_before, w.sequence limit ?) g
                 where c.state = 'RUNNING'
                 group by g.campaign_id, g.wave, g.package_id, g.package_version_id, g.not_after
                 order by since
                """.formatted(NOTHING_COMES_FIRST),
                row -> new IntentGroup(
                        row.getString("campaign_id"),
                        row.getInt("wave"),
                        row.getString("package_id"),
                        row.getString("package_version_id"),
                        Statements.optionalInstant(row, "not_after"),
                        row.getLong("waiting"),
                        Statements.instant(row, "since")),
                clock.instant(),
                sample);
    }

    /** Puts a group's intents with the earliest start into a request, the oldest first, and says how many. */
    public int assign(IntentGroup group, String requestId, int most) {
        Instant now = clock.instant();
        return statements.update(
                """
                with chosen as (
                    select w.command_id from push_intent w
                     where w.campaign_id = ? and w.state = 'WAITING' and w.not_before <= ?
                       and w.wave = ? and w.package_id = ? and w.package_version_id = ?
                       and w.not_after is not distinct from ?::timestamptz
                       and %s
                     order by w.not_before, w.sequence limit ? for update of w skip locked)
                update push_intent i set state = 'ASSIGNED', request_id = ?, state_since = ?
                  from chosen where i.command_id = chosen.command_id
                """.formatted(NOTHING_COMES_FIRST),
                group.campaignId(),
                now,
                group.wave(),
                group.packageId(),
                group.packageVersionId(),
                group.notAfter().map(Instant::toString).orElse(null),
                most,
                requestId,
                now);
    }

    /** The orgs of a request that have neither a job nor a refusal yet. */
    public List<OrgKey> unanswered(String requestId) {
        return statements.rows(
                "select org_key from push_intent where request_id = ? and state = 'ASSIGNED' and job_id is null order by org_key",
                PushIntents::orgKey,
                requestId);
    }

    /** When the first command of a request came in. */
    public Optional<Instant> firstStored(String requestId) {
        return statements
                .rows(
                        "select min(stored_at) as stored_at from push_intent where request_id = ?",
                        row -> Statements.optionalInstant(row, "stored_at"),
                        requestId)
                .getFirst();
    }

    /** The orgs of a request that shall have a job: all but the refused ones. */
    public List<OrgKey> intended(String requestId) {
        return statements.rows(
                "select org_key from push_intent where request_id = ? and state = 'ASSIGNED'",
                PushIntents::orgKey,
                requestId);
    }

    /** Stores which job each org has. */
    public void recordJobs(String requestId, Map<OrgKey, String> jobs) {
        var entries = jobs.entrySet();
        statements.update(
                """
                update push_intent i set job_id = n.job_id
                  from unnest(?::text[], ?::text[]) as n (org_key, job_id)
                 where i.request_id = ? and i.org_key = n.org_key and i.state = 'ASSIGNED'
                   and i.job_id is distinct from n.job_id
                """, texts(entries, entry -> entry.getKey().value()), texts(entries, Map.Entry::getValue), requestId);
    }

    /** Forgets the jobs of orgs that Salesforce turned out not to have, so that they are added again. */
    public void forgetJobs(String requestId, Set<OrgKey> orgs) {
        statements.update(
                "update push_intent set job_id = null where request_id = ? and state = 'ASSIGNED' and org_key = any(?::text[])",
                requestId,
                texts(orgs, OrgKey::value));
    }

    /** Ends the commands of orgs that Salesforce refused. */
    public List<IntentRow> refused(String requestId, Collection<OrgKey> orgs) {
        return statements.rows(
                """
                update push_intent i set state = 'FAILED', state_since = ?
                 where i.request_id = ? and i.state = 'ASSIGNED' and i.org_key = any(?::text[])
                """ + RETURNING, PushIntents::intentRow, clock.instant(), requestId, texts(orgs, OrgKey::value));
    }

    /** All orgs of a request are in an active one now. */
    public List<IntentRow> scheduled(String requestId) {
        return statements.rows("""
                update push_intent i set state = 'SCHEDULED', state_since = ?
                 where i.request_id = ? and i.state = 'ASSIGNED' and i.job_id is not null
                """ + RETURNING, PushIntents::intentRow, clock.instant(), requestId);
    }

    /** Ends every command of a request that has not ended. */
    public List<IntentRow> endAll(String requestId, IntentState end) {
        return statements.rows("""
                update push_intent i set state = ?, state_since = ?
                 where i.request_id = ? and i.state in ('ASSIGNED', 'SCHEDULED', 'STARTED')
                """ + RETURNING, PushIntents::intentRow, end.name(), clock.instant(), requestId);
    }

    /** Takes every org out of a request that was never activated, for another one. */
    public void release(String requestId) {
        statements.update("""
                update push_intent set state = 'WAITING', request_id = null, job_id = null, state_since = ?
                 where request_id = ? and state = 'ASSIGNED'
                """, clock.instant(), requestId);
    }

    /** Which of these jobs tell something new about their commands; to a command that timed out, only an end is new. */
    public List<JobProgress> whatIsNew(List<JobProgress> progress) {
        return statements.rows(
                """
                select n.request_id, n.org_key, n.job_id, n.state
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as n (request_id, org_key, job_id, state)
                  join push_intent i on i.request_id = n.request_id and i.org_key = n.org_key
                 where (i.state in ('SCHEDULED', 'STARTED') and i.state <> n.state)
                    or (i.state = 'OVERDUE' and n.state <> 'STARTED')
                """,
                row -> new JobProgress(
                        row.getString("request_id"),
                        orgKey(row),
                        row.getString("job_id"),
                        IntentState.valueOf(row.getString("state"))),
                texts(progress, JobProgress::requestId),
                texts(progress, entry -> entry.orgKey().value()),
                texts(progress, JobProgress::jobId),
                texts(progress, entry -> entry.state().name()));
    }

    /** Brings commands to the state that their jobs have; what is there already, or has ended, stays. */
    public List<IntentRow> progressed(List<JobProgress> progress) {
        return statements.rows(
                """
                update push_intent i set state = n.state, job_id = n.job_id, state_since = ?
                  from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as n (request_id, org_key, job_id, state)
                 where i.request_id = n.request_id and i.org_key = n.org_key
                   and i.state in ('SCHEDULED', 'STARTED') and i.state <> n.state
                """ + RETURNING,
                PushIntents::intentRow,
                clock.instant(),
                texts(progress, JobProgress::requestId),
                texts(progress, entry -> entry.orgKey().value()),
                texts(progress, JobProgress::jobId),
                texts(progress, entry -> entry.state().name()));
    }

    /** Keeps why commands ended as they did, for people. */
    public void keepReasons(List<IntentRow> ended, Function<IntentRow, String> reason) {
        statements.update("""
                update push_intent i set ended_because = left(n.reason, 1000)
                  from unnest(?::text[], ?::text[]) as n (command_id, reason)
                 where i.command_id = n.command_id
                """, texts(ended, row -> row.subject().commandId()), texts(ended, row -> reason.apply(row)));
    }

    /** Which of these requests have a command that is in flight: one look a request, as long as it has one. */
    public Set<String> withOpenCommands(Collection<String> requestIds) {
        return Set.copyOf(statements.rows("""
                select r.id from unnest(?::text[]) as r (id)
                 where exists (select 1 from push_intent i
                                where i.request_id = r.id
                                  and i.state in ('ASSIGNED', 'SCHEDULED', 'STARTED', 'OVERDUE'))
                """, row -> row.getString("id"), (Object) texts(requestIds, id -> id)));
    }

    /** The jobs of requests that have not ended, as far as is known; the first so many, if there are more. */
    public List<OpenJob> openJobs(Collection<String> requestIds, int most) {
        return statements.rows(
                """
                select i.request_id, i.job_id from push_intent i
                 where i.request_id = any (?::text[]) and i.state in ('ASSIGNED', 'SCHEDULED', 'STARTED', 'OVERDUE') limit ?
                """,
                row -> new OpenJob(row.getString("request_id"), Optional.ofNullable(row.getString("job_id"))),
                texts(requestIds, id -> id),
                most);
    }

    /** Ends waiting commands of campaigns that are aborted or have ended, and says of which. */
    public Map<CampaignControl.State, List<IntentRow>> cancelWaiting(int most) {
        return statements
                .rows(
                        """
                        update push_intent i set state = 'CANCELLED', state_since = ?
                          from (select w.command_id, c.state as word from campaign_control c
                                 cross join lateral (select command_id from push_intent
                                                      where campaign_id = c.campaign_id and state = 'WAITING'
                                                      order by not_before, sequence limit ? for update skip locked) w
                                 where c.state in ('ABORTED', 'ENDED') limit ?) over
                         where i.command_id = over.command_id
                        """ + RETURNING + ", over.word",
                        row -> Map.entry(CampaignControl.State.valueOf(row.getString("word")), intentRow(row)),
                        clock.instant(),
                        most,
                        most)
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Ends waiting commands whose last moment of activation has passed. */
    public List<IntentRow> skipLate(int most) {
        Instant now = clock.instant();
        return statements.rows("""
                update push_intent i set state = 'SKIPPED', state_since = ?
                 where i.command_id in (
                       select w.command_id from push_intent w
                        where w.state = 'WAITING' and w.not_after < ? limit ? for update skip locked)
                """ + RETURNING, PushIntents::intentRow, now, now, most);
    }

    private static @Nullable String notAfter(Received<OrgPushCommanded> received) {
        return received.message().notAfter().map(Instant::toString).orElse(null);
    }

    private static @Nullable String traceParent(Received<OrgPushCommanded> received) {
        return received.traceParent().orElse(null);
    }

    private static OrgKey orgKey(ResultSet row) throws SQLException {
        return new OrgKey(row.getString("org_key"));
    }

    static IntentRow intentRow(ResultSet row) throws SQLException {
        return new IntentRow(
                new Subject(
                        row.getString("command_id"),
                        row.getString("campaign_id"),
                        orgKey(row),
                        row.getInt("wave"),
                        row.getInt("attempt")),
                Optional.ofNullable(row.getString("trace_parent")),
                Optional.ofNullable(row.getString("job_id")));
    }
}
