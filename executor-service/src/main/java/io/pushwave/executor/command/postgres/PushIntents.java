package io.pushwave.executor.command.postgres;

import static io.pushwave.database.Columns.instants;
import static io.pushwave.database.Columns.integers;
import static io.pushwave.database.Columns.texts;
import static io.pushwave.database.SetStatements.checked;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.contracts.SalesforceId;
import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.postgres.RowTimes;
import io.pushwave.executor.postgres.StateSql;
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
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * The push commands that were taken in, and where each stands. Every method is one statement, however many rows it concerns;
 * every change of state is guarded by the state it leaves, so a change that comes twice is made once.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PushIntents {
    static final String RETURNING =
            " returning i.command_id, i.campaign_id, i.org_key, i.wave, i.attempt, i.trace_parent, i.job_id, i.package_id,"
                    + " i.package_version_id";

    /** Each is found by its key, one after the other: the database cannot begin with what it takes for the smaller side. */
    static final String REPORTED_OF_REQUESTS = """
            with reported as materialized (
                select i.command_id, n.*
                  from unnest(%s) as n (%s)
                 cross join lateral (select c.command_id from push_intent c
                                      where c.request_id = n.request_id and c.org_key = n.org_key offset 0) i)
            """;

    private static final String ADD = """
            insert into push_intent (command_id, campaign_id, org_key, package_id, package_version_id, wave, attempt,
                                     not_before, not_after, trace_parent, stored_at, state, state_since)
            select n.command_id, n.campaign_id, n.org_key, n.package_id, n.package_version_id, n.wave, n.attempt,
                   n.not_before, n.not_after, n.trace_parent, clock_timestamp(), %s, :now
              from unnest(:commands, :campaigns, :orgs, :packages, :versions, :waves, :attempts, :starts, :ends, :traces)
                as n (command_id, campaign_id, org_key, package_id, package_version_id, wave, attempt, not_before,
                      not_after, trace_parent)
            on conflict (command_id) do nothing
            """.formatted(StateSql.name(IntentState.WAITING));

    private static final String PROGRESSED =
            REPORTED_OF_REQUESTS.formatted(":requests, :orgs, :jobs, :states", "request_id, org_key, job_id, state")
                    + "update push_intent i set state = reported.state, job_id = reported.job_id, state_since = :now from reported"
                    + " where i.command_id = reported.command_id and "
                    + checked(IntentSql.pushed("i.state") + " and i.state <> reported.state")
                    + RETURNING;

    private static final String RECORD_JOBS = """
            with reported as materialized (
                select i.command_id, n.job_id
                  from unnest(:orgs, :jobs) as n (org_key, job_id)
                 cross join lateral (select c.command_id from push_intent c
                                      where c.request_id = :request and c.org_key = n.org_key offset 0) i)
            update push_intent i set job_id = reported.job_id from reported
             where i.command_id = reported.command_id and %s
            """.formatted(checked(
            IntentSql.is("i.state", IntentState.ASSIGNED) + " and i.job_id is distinct from reported.job_id"));

    private static final String WHAT_IS_NEW = """
            select n.request_id, n.org_key, n.job_id, n.state
              from unnest(:requests, :orgs, :jobs, :states) as n (request_id, org_key, job_id, state)
             cross join lateral (select c.state from push_intent c
                                  where c.request_id = n.request_id and c.org_key = n.org_key offset 0) i
             where (%s and i.state <> n.state) or (%s and n.state <> %s)
            """.formatted(
                    IntentSql.pushed("i.state"),
                    IntentSql.is("i.state", IntentState.OVERDUE),
                    StateSql.name(IntentState.STARTED));

    private static final String ASSIGNED = checked(IntentSql.is("state", IntentState.ASSIGNED));
    static final String UNDER_WAY = checked(IntentSql.underWay("i.state"));
    private static final String IN_FLIGHT = checked(IntentSql.inFlight("i.state"));

    private final Jdbi jdbi;
    private final Clock clock;

    PushIntents(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * Stores what is not stored yet; a command that came before is left as it is. The ids of package and version are stored in
     * their form of 18 characters, so that a package is one package to {@code ux_push_intent_in_flight} however it is spelled.
     */
    public int add(List<Received<OrgPushCommanded>> commands) {
        return jdbi.withHandle(handle -> handle.createUpdate(ADD)
                .bind("now", clock.instant())
                .bind("commands", texts(commands, received -> received.message().commandId()))
                .bind(
                        "campaigns",
                        texts(commands, received -> received.message().campaignId()))
                .bind(
                        "orgs",
                        texts(commands, received -> received.message().orgKey().value()))
                .bind("packages", texts(commands, PushIntents::packageId))
                .bind("versions", texts(commands, PushIntents::packageVersionId))
                .bind("waves", integers(commands, received -> received.message().wave()))
                .bind(
                        "attempts",
                        integers(commands, received -> received.message().attempt()))
                .bind(
                        "starts",
                        instants(commands, received -> received.message().notBefore()))
                .bind("ends", instants(commands, PushIntents::notAfter))
                .bind("traces", texts(commands, PushIntents::traceParent))
                .execute());
    }

    /** The orgs of a request that have neither a job nor a refusal yet. */
    public List<OrgKey> unanswered(String requestId) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select org_key from push_intent where request_id = :request and "
                                + ASSIGNED + " and job_id is null order by org_key")
                        .bind("request", requestId)
                        .map(PushIntents::org)
                        .list());
    }

    /** When the first command of a request came in. */
    public Optional<Instant> firstStored(String requestId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select min(stored_at) as stored_at from push_intent where request_id = :request")
                .bind("request", requestId)
                .map((row, _) -> RowTimes.optionalInstant(row, "stored_at"))
                .first());
    }

    /** The orgs of a request that shall have a job: all but the refused ones. */
    public List<OrgKey> intended(String requestId) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select org_key from push_intent where request_id = :request and " + ASSIGNED)
                .bind("request", requestId)
                .map(PushIntents::org)
                .list());
    }

    /** Stores which job each org has. */
    public void recordJobs(String requestId, Map<OrgKey, String> jobs) {
        var entries = jobs.entrySet();
        jdbi.useHandle(handle -> handle.createUpdate(RECORD_JOBS)
                .bind("orgs", texts(entries, entry -> entry.getKey().value()))
                .bind("jobs", texts(entries, Map.Entry::getValue))
                .bind("request", requestId)
                .execute());
    }

    /** Forgets the jobs of orgs that Salesforce turned out not to have, so that they are added again. */
    public void forgetJobs(String requestId, Set<OrgKey> orgs) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update push_intent set job_id = null where request_id = :request and org_key = any(:orgs) and "
                                + ASSIGNED)
                .bind("request", requestId)
                .bind("orgs", texts(orgs, OrgKey::value))
                .execute());
    }

    /** Ends the commands of orgs that Salesforce refused, as the refusal says. */
    public List<IntentRow> refused(String requestId, Collection<OrgKey> orgs, IntentState end) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update push_intent i set state = :end, state_since = :now
                         where i.request_id = :request and i.org_key = any(:orgs) and\s""" + ASSIGNED + RETURNING)
                .bind("end", end.name())
                .bind("now", clock.instant())
                .bind("request", requestId)
                .bind("orgs", texts(orgs, OrgKey::value))
                .map(PushIntents::intentRow)
                .list());
    }

    /** All orgs of a request are in an active one now. */
    public List<IntentRow> scheduled(String requestId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update push_intent i set state = :scheduled, state_since = :now
                         where i.request_id = :request and i.job_id is not null and\s""" + ASSIGNED + RETURNING)
                .bind("scheduled", IntentState.SCHEDULED.name())
                .bind("now", clock.instant())
                .bind("request", requestId)
                .map(PushIntents::intentRow)
                .list());
    }

    /** Ends every command of a request that has not ended. */
    public List<IntentRow> endAll(String requestId, IntentState end) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        update push_intent i set state = :end, state_since = :now
                         where i.request_id = :request and\s""" + UNDER_WAY + RETURNING)
                .bind("end", end.name())
                .bind("now", clock.instant())
                .bind("request", requestId)
                .map(PushIntents::intentRow)
                .list());
    }

    /** Takes every org out of a request that was never activated, for another one. */
    public void release(String requestId) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update push_intent set state = :waiting, request_id = null, job_id = null, state_since = :now
                         where request_id = :request and\s""" + ASSIGNED)
                .bind("waiting", IntentState.WAITING.name())
                .bind("now", clock.instant())
                .bind("request", requestId)
                .execute());
    }

    /** Which of these jobs tell something new about their commands; to a command that timed out, only an end is new. */
    public List<JobProgress> whatIsNew(List<JobProgress> progress) {
        return jdbi.withHandle(handle -> bound(handle.createQuery(WHAT_IS_NEW), progress)
                .map((row, _) -> new JobProgress(
                        row.getString("request_id"),
                        orgKey(row),
                        row.getString("job_id"),
                        IntentState.valueOf(row.getString("state"))))
                .list());
    }

    /** Brings commands to the state that their jobs have; what is there already, or has ended, stays. */
    public List<IntentRow> progressed(List<JobProgress> progress) {
        return jdbi.withHandle(handle -> bound(handle.createQuery(PROGRESSED), progress)
                .bind("now", clock.instant())
                .map(PushIntents::intentRow)
                .list());
    }

    /** Keeps why commands ended as they did, for people, by their ids. */
    public void keepReasons(Map<String, String> reasonsByCommand) {
        var reasons = reasonsByCommand.entrySet();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update push_intent i set ended_because = left(n.reason, 1000)
                          from unnest(:commands, :reasons) as n (command_id, reason)
                         where i.command_id = n.command_id
                        """)
                .bind("commands", texts(reasons, Map.Entry::getKey))
                .bind("reasons", texts(reasons, Map.Entry::getValue))
                .execute());
    }

    /** Which of these requests have a command that is in flight: one look a request, as long as it has one. */
    public Set<String> withOpenCommands(Collection<String> requestIds) {
        return jdbi.withHandle(handle -> Set.copyOf(handle.createQuery("""
                        select r.id from unnest(:requests) as r (id)
                         where exists (select 1 from push_intent i
                                        where i.request_id = r.id and %s offset 0)
                        """.formatted(IN_FLIGHT))
                .bind("requests", texts(requestIds))
                .mapTo(String.class)
                .list()));
    }

    /** The jobs of requests that have not ended, as far as is known; the first so many, if there are more. */
    public List<OpenJob> openJobs(Collection<String> requestIds, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select i.request_id, i.job_id from push_intent i
                         where i.request_id = any (:requests) and %s limit :most
                        """.formatted(IN_FLIGHT))
                .bind("requests", texts(requestIds))
                .bind("most", most)
                .map((row, _) -> new OpenJob(row.getString("request_id"), Optional.ofNullable(row.getString("job_id"))))
                .list());
    }

    private static String packageId(Received<OrgPushCommanded> received) {
        return SalesforceId.full(received.message().packageId(), "033", "packageId");
    }

    private static String packageVersionId(Received<OrgPushCommanded> received) {
        return SalesforceId.full(received.message().packageVersionId(), "04t", "packageVersionId");
    }

    private static @Nullable Instant notAfter(Received<OrgPushCommanded> received) {
        return received.message().notAfter().orElse(null);
    }

    private static @Nullable String traceParent(Received<OrgPushCommanded> received) {
        return received.traceParent().orElse(null);
    }

    private static Query bound(Query query, List<JobProgress> progress) {
        return query.bind("requests", texts(progress, JobProgress::requestId))
                .bind("orgs", texts(progress, entry -> entry.orgKey().value()))
                .bind("jobs", texts(progress, JobProgress::jobId))
                .bind("states", texts(progress, entry -> entry.state().name()));
    }

    private static OrgKey org(ResultSet row, StatementContext context) throws SQLException {
        return orgKey(row);
    }

    private static OrgKey orgKey(ResultSet row) throws SQLException {
        return new OrgKey(row.getString("org_key"));
    }

    static IntentRow intentRow(ResultSet row, StatementContext context) throws SQLException {
        return new IntentRow(
                new Subject(
                        row.getString("command_id"),
                        row.getString("campaign_id"),
                        orgKey(row),
                        row.getInt("wave"),
                        row.getInt("attempt")),
                Optional.ofNullable(row.getString("trace_parent")),
                Optional.ofNullable(row.getString("job_id")),
                row.getString("package_id"),
                row.getString("package_version_id"));
    }
}
