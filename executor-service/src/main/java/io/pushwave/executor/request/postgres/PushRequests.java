package io.pushwave.executor.request.postgres;

import io.pushwave.database.Columns;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.following.SeenChanges;
import io.pushwave.executor.postgres.InstanceName;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.executor.request.Orphans;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.PushRequestState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The push requests, and who works on which. Leases run by the database's clock, so that an instance whose own clock is wrong
 * neither takes what another one works on nor keeps what it does not work on any more. When a request is due is by the clock of
 * the instance that says so: one that runs ahead delays work by at most that much.
 */
@ApplicationScoped
public class PushRequests implements PanacheRepositoryBase<PushRequestEntity, String> {
    /** Ids in one question; a publisher pushes a few versions at a time. */
    private static final int VERSIONS_MAXIMUM = 100;

    /** Salesforce may begin it at any moment, though nobody wants it any more. */
    private static final String ABORTED = """
            (r.cancellable and exists (
                 select 1 from campaign_control c where c.campaign_id = r.campaign_id and c.state = 'ABORTED'))""";

    /**
     * What is active and to be cancelled comes before all else, and does not wait for its next poll. What was begun comes before
     * what was not: a dead instance's work is not to queue behind a backlog.
     */
    static final String CLAIM_STEPPABLE = """
            update push_request set lease_owner = :owner, lease_until = clock_timestamp() + :lease * interval '1 ms',
                   fence = fence + 1
             where id in (
                   select r.id from push_request r
                    where %1$s
                      and (r.lease_until is null or r.lease_until < clock_timestamp())
                      and case when %2$s
                               then (r.due_at <= :now or r.failures = 0) and %4$s
                               else r.due_at <= :now end
                    order by %2$s desc, %3$s, r.due_at
                    limit :most for update of r skip locked)
            returning *
            """.formatted(
                    RequestSql.open("r.state"),
                    RequestSql.is("r.state", PushRequestState.ACTIVATED),
                    RequestSql.is("r.state", PushRequestState.FORMED),
                    ABORTED);

    /** Takes along what is due soon, so that one question to Salesforce serves many requests. */
    static final String CLAIM_ACTIVE = """
            update push_request set lease_owner = :owner, lease_until = clock_timestamp() + :lease * interval '1 ms',
                   fence = fence + 1
             where id in (
                   select r.id from push_request r
                    where %1$s
                      and (r.overdue_since is not null) = :overdue
                      and not %3$s
                      and r.due_at <= :soon
                      and exists (select 1 from push_request d
                                   where %2$s and (d.overdue_since is not null) = :overdue
                                     and d.due_at <= :now)
                      and (r.lease_until is null or r.lease_until < clock_timestamp())
                    order by r.due_at limit :most for update of r skip locked)
            returning *
            """.formatted(
                    RequestSql.is("r.state", PushRequestState.ACTIVATED),
                    RequestSql.is("d.state", PushRequestState.ACTIVATED),
                    ABORTED);

    /** Locks a claimed request, and begins another lease. */
    static final String KEEP = """
            update push_request set lease_until = clock_timestamp() + :lease * interval '1 ms'
             where id = :id and fence = :fence returning *
            """;

    /** Locks a claimed request, and ends its lease. */
    static final String GIVE_BACK =
            "update push_request set lease_until = null where id = :id and fence = :fence returning *";

    static final String KEEP_ALL = """
            update push_request r set lease_until = clock_timestamp() + :lease * interval '1 ms'
              from unnest(:ids, :fences) as kept (id, fence)
             where r.id = kept.id and r.fence = kept.fence
            """;

    private final ExecutorConfig config;
    private final InstanceName instance;
    private final Jdbi jdbi;
    private final Clock clock;

    PushRequests(ExecutorConfig config, InstanceName instance, Jdbi jdbi, Clock clock) {
        this.config = config;
        this.instance = instance;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Adds a request that was just formed. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void form(PushRequest.Formed formed) {
        persist(PushRequestMapping.entity(formed, clock.instant()));
    }

    /** The start seconds of a version that were given out, from a moment on. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<Instant> startsTaken(String packageVersionId, Instant from) {
        return getEntityManager()
                .createQuery(
                        "select scheduledStart from PushRequestEntity where packageVersionId = ?1 and scheduledStart >= ?2",
                        Instant.class)
                .setParameter(1, packageVersionId)
                .setParameter(2, from)
                .getResultStream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Claims due requests that are not merely to be polled. */
    @Transactional
    public List<Claim> claimSteppable(int most) {
        var now = clock.instant();
        return claimed(getEntityManager()
                .createNativeQuery(CLAIM_STEPPABLE, PushRequestEntity.class)
                .setParameter("owner", instance.value())
                .setParameter("lease", config.lease().toMillis())
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList());
    }

    /** Claims active requests whose jobs are to be read; those that merely wait for late answers are left out. */
    @Transactional
    public List<Claim> claimFollowable(int most) {
        return claimActive(false, config.polling().minInterval(), most);
    }

    /** Claims active requests that wait for late answers. */
    @Transactional
    public List<Claim> claimOverdue(int most) {
        return claimActive(true, config.polling().lateInterval(), most);
    }

    private List<Claim> claimActive(boolean overdue, Duration interval, int most) {
        var now = clock.instant();
        return claimed(getEntityManager()
                .createNativeQuery(CLAIM_ACTIVE, PushRequestEntity.class)
                .setParameter("owner", instance.value())
                .setParameter("lease", config.lease().toMillis())
                .setParameter("overdue", overdue)
                .setParameter("now", now)
                .setParameter("soon", now.plus(interval.dividedBy(2)))
                .setParameter("most", most)
                .getResultList());
    }

    /**
     * Stores the next state, and keeps the request for another lease.
     *
     * @throws LeaseLostException if somebody else has claimed it since
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Claim store(Claim claim, PushRequest next) {
        var now = clock.instant();
        var row = next.ended() ? givenBack(claim) : kept(claim);
        PushRequestMapping.write(next, row, now);
        row.failures = 0;
        row.waitsFor = null;
        row.dueAt = now;
        return new Claim(next, claim.fence(), 0, claim.following());
    }

    /**
     * Gives the request back until later.
     *
     * @param waitsFor why, for people; null if it simply goes on later
     * @param failures in a row, 0 if it merely has to wait
     * @throws LeaseLostException if somebody else has claimed it since
     */
    @Transactional
    public void postpone(Claim claim, Duration wait, @Nullable String waitsFor, int failures) {
        var row = givenBack(claim);
        row.waitsFor = waitsFor;
        row.failures = failures;
        row.dueAt = clock.instant().plus(wait);
    }

    /** Keeps the request for another lease. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keep(Claim claim) {
        kept(claim);
    }

    /** Keeps requests for another lease; those that somebody else has claimed since are left to them. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void keepAll(Collection<Claim> claims) {
        jdbi.useHandle(handle -> handle.createUpdate(KEEP_ALL)
                .bind("lease", config.lease().toMillis())
                .bind(
                        "ids",
                        Columns.texts(claims, claim -> claim.request().plan().id()))
                .bind("fences", Columns.longs(claims, Claim::fence))
                .execute());
    }

    /**
     * Gives a followed request back until its next poll.
     *
     * @param waitsFor why it is followed no faster, for people; null if that goes without saying
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void followed(Claim claim, Claim.Following following, @Nullable String waitsFor) {
        var row = givenBack(claim);
        row.seenUntil = following.seen().map(SeenChanges::until).orElse(null);
        row.seenSince = following.seen().map(SeenChanges::since).orElse(null);
        row.seenSettled = following.seen().map(SeenChanges::settled).orElse(false);
        row.comparedAt = following.comparedAt().orElse(null);
        row.pollWaitMs = following.pollWait().toMillis();
        row.failures = 0;
        row.waitsFor = waitsFor;
        row.dueAt = clock.instant().plus(following.pollWait());
    }

    /** Open requests in the order of their ids, from after one on. */
    @Transactional
    public List<OpenRequest> open(Optional<String> after, int limit) {
        return find("id > ?1 and " + RequestSql.open("state") + " order by id", after.orElse(""))
                .page(Page.ofSize(limit))
                .stream()
                .map(PushRequests::openRequest)
                .toList();
    }

    /** The versions whose requests may have left something behind in Salesforce, newest first, at most 100. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<String> versionsUsed() {
        return getEntityManager()
                .createQuery(
                        "select packageVersionId from PushRequestEntity group by packageVersionId order by max(formedAt) desc",
                        String.class)
                .setMaxResults(VERSIONS_MAXIMUM)
                .getResultList();
    }

    /** Our own requests with any of the marks. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<Orphans.Mark, Orphans.Owner> owners(List<Orphans.Mark> marks) {
        var starts = marks.stream().map(Orphans.Mark::scheduledStart).distinct().toList();
        return getEntityManager()
                .createQuery("from PushRequestEntity where scheduledStart in ?1", PushRequestEntity.class)
                .setParameter(1, starts)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> new Orphans.Mark(row.packageVersionId, row.scheduledStart),
                        row -> new Orphans.Owner(
                                Optional.ofNullable(row.salesforceId),
                                PushRequestMapping.state(row).isTerminal())));
    }

    private PushRequestEntity kept(Claim claim) {
        return held(
                claim,
                getEntityManager()
                        .createNativeQuery(KEEP, PushRequestEntity.class)
                        .setParameter("lease", config.lease().toMillis()));
    }

    private PushRequestEntity givenBack(Claim claim) {
        return held(claim, getEntityManager().createNativeQuery(GIVE_BACK, PushRequestEntity.class));
    }

    private static PushRequestEntity held(Claim claim, Query lock) {
        var id = claim.request().plan().id();
        List<?> rows =
                lock.setParameter("id", id).setParameter("fence", claim.fence()).getResultList();
        return rows.stream()
                .map(PushRequestEntity.class::cast)
                .findFirst()
                .orElseThrow(() -> new LeaseLostException(id, claim.fence()));
    }

    private static List<Claim> claimed(List<?> rows) {
        return rows.stream()
                .map(PushRequestEntity.class::cast)
                .map(row -> new Claim(
                        PushRequestMapping.read(row),
                        row.fence,
                        row.failures,
                        new Claim.Following(
                                seen(row), Optional.ofNullable(row.comparedAt), Duration.ofMillis(row.pollWaitMs))))
                .toList();
    }

    private static Optional<SeenChanges> seen(PushRequestEntity row) {
        return row.seenUntil == null || row.seenSince == null
                ? Optional.empty()
                : Optional.of(new SeenChanges(row.seenUntil, row.seenSince, row.seenSettled));
    }

    private static OpenRequest openRequest(PushRequestEntity row) {
        return new OpenRequest(
                row.id,
                Optional.ofNullable(row.salesforceId),
                row.state,
                row.stateSince,
                row.campaignId,
                row.wave,
                row.packageVersionId,
                row.scheduledStart,
                row.orgs,
                Optional.ofNullable(row.waitsFor),
                row.dueAt);
    }
}
