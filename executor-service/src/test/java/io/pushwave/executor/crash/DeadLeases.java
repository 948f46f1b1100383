package io.pushwave.executor.crash;

import io.agroal.api.AgroalDataSource;
import io.pushwave.executor.testing.ExecutorTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets the leases of the dead run out early, and of nobody else; and looks for what campaigns have left open. */
@ApplicationScoped
public class DeadLeases {
    /** After this long the thread that died has left its transactions. */
    private static final Duration UNTIL_TRANSACTIONS_END = Duration.ofMillis(150);

    private final AgroalDataSource dataSource;
    private final ExecutorTables tables;
    private final ConcurrentLinkedQueue<DeadLease> deadLeases = new ConcurrentLinkedQueue<>();

    private final AtomicInteger periods = new AtomicInteger();

    private record DeadLease(String requestId, long fence, long sinceNanos) {}

    DeadLeases(AgroalDataSource dataSource, ExecutorTables tables) {
        this.dataSource = dataSource;
        this.tables = tables;
    }

    /** Whoever has claimed the request now dies. */
    void lost(String requestId) {
        tables.texts("select fence from push_request where id = ?", requestId).stream()
                .map(fence -> new DeadLease(requestId, Long.parseLong(fence), System.nanoTime()))
                .forEach(deadLeases::add);
    }

    /** As if the time had passed after which a dead instance's work is taken over. */
    void letLeasesRunOut() {
        var due = new ArrayList<DeadLease>();
        for (var lease = deadLeases.peek();
                lease != null && System.nanoTime() - lease.sinceNanos() > UNTIL_TRANSACTIONS_END.toNanos();
                lease = deadLeases.peek()) {
            due.add(lease);
            deadLeases.remove(lease);
        }
        if (due.isEmpty()) {
            return;
        }
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement("""
                        update push_request set lease_until = now() - interval '1 second'
                         where id = ? and fence = ? and lease_until is not null
                        """)) {
            for (var lease : due) {
                statement.setString(1, lease.requestId());
                statement.setLong(2, lease.fence());
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** As if a request had been active and overdue for days more, each time for others: no two have the same start second. */
    void letTimePass(String requestId) {
        var past = "interval '%d days'".formatted(5 * periods.incrementAndGet());
        tables.change(
                "update push_request set activated_at = activated_at - " + past
                        + ", scheduled_start = scheduled_start - " + past + ", overdue_since = overdue_since - " + past
                        + " where id = ?",
                requestId);
    }

    /** As if the last moment of everything of a campaign had passed. */
    void closeWindow(String campaignId) {
        for (var table : List.of("push_intent", "push_request")) {
            tables.change(
                    "update " + table + " set not_after = now() - interval '1 second' where campaign_id = ?",
                    campaignId);
        }
    }

    /** Campaigns with a push request or a command that has not ended. */
    Set<String> openCampaigns() {
        return new HashSet<>(tables.texts("""
                select campaign_id from push_request where state not in ('FINISHED', 'CANCELLED')
                union select campaign_id from push_intent where state in ('WAITING', 'ASSIGNED', 'SCHEDULED', 'STARTED')
                """));
    }

    /** Where a campaign's requests and commands stand, for people. */
    List<String> standing(String campaignId) {
        return tables.texts("""
                select concat_ws(' ', 'request', id, state, salesforce_id, waits_for, 'since', state_since, 'due', due_at, 'lease',
                                 lease_until, 'of', lease_owner, 'fence', fence, 'failures', failures, 'overdue', overdue_since,
                                 'read whole', compared_at, 'now', clock_timestamp())
                  from push_request where campaign_id = ?
                union all
                select 'command ' || command_id || ' ' || state || ' ' || coalesce(request_id, '') || ' ' || coalesce(job_id, '')
                  from push_intent where campaign_id = ?
                """, campaignId, campaignId);
    }

    /** The epoch of the newest control of a campaign that the executor knows, 0 if none. */
    long epoch(String campaignId) {
        return tables.texts("select epoch::text from campaign_control where campaign_id = ?", campaignId).stream()
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElse(0);
    }

    /** Ends the session of whoever publishes the outbox: what it has sent and not removed is sent again. */
    void breakPublisher() {
        tables.texts("""
                select pg_terminate_backend(pid)::text from pg_locks
                 where locktype = 'advisory' and classid = 1869968482 and granted
                """);
    }
}
