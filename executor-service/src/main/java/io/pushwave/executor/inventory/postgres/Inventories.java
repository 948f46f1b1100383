package io.pushwave.executor.inventory.postgres;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.inventory.InventoryCopy;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.executor.postgres.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** How the copies of subscribers stand, and who is at work on which. All times but Salesforce's are the database's. */
@ApplicationScoped
public class Inventories {
    private static final String CLAIM = """
            update inventory set lease_until = clock_timestamp() + :lease * interval '1 ms', fence = fence + 1
             where package_id in (
                   select i.package_id from inventory i
                    where i.due_at <= clock_timestamp()
                      and (i.lease_until is null or i.lease_until < clock_timestamp())
                    order by i.due_at limit 1 for update of i skip locked)
            returning *, clock_timestamp() as now
            """;

    private final ExecutorConfig config;
    private final Jdbi jdbi;

    Inventories(ExecutorConfig config, Jdbi jdbi) {
        this.config = config;
        this.jdbi = jdbi;
    }

    /**
     * A package whose inventory belongs to this instance for a while.
     *
     * @param now when it was claimed
     */
    public record InventoryClaim(String packageId, InventoryCopy copy, int failures, long fence, Instant now) {}

    /**
     * A reading that has begun.
     *
     * @param number greater than that of every reading before
     */
    public record Reading(long number, Instant begunAt) {}

    /**
     * A reading that has come to its end.
     *
     * @param full whether everything was read
     * @param changedUntil newest change seen
     * @param repeated rows beyond one for each org; not looked at unless everything was read
     * @param remark what people should know about it
     */
    public record ReadingEnded(
            Reading reading,
            boolean full,
            Optional<Instant> changedUntil,
            long subscribers,
            long repeated,
            long calls,
            Duration took,
            Optional<String> remark) {}

    /** Claims the package that has been due for longest. */
    @Transactional
    public Optional<InventoryClaim> claim() {
        return jdbi.withHandle(handle -> handle.createQuery(CLAIM)
                .bind("lease", config.lease().toMillis())
                .map((row, _) -> new InventoryClaim(
                        row.getString("package_id"),
                        copy(row),
                        row.getInt("failures"),
                        row.getLong("fence"),
                        RowTimes.instant(row, "now")))
                .findFirst());
    }

    /** Locks the claimed package for the rest of the transaction, and begins another lease. */
    @Transactional(TxType.MANDATORY)
    public void keep(InventoryClaim claim) {
        held(claim, """
                update inventory set lease_until = clock_timestamp() + :lease * interval '1 ms'
                 where package_id = :package and fence = :fence
                """, update -> update.bind("lease", config.lease().toMillis()));
    }

    /** Begins a reading: rows that are seen in it carry its number. */
    @Transactional
    public Reading begin(InventoryClaim claim) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                                update inventory set reading = reading + 1
                                 where package_id = :package and fence = :fence
                                returning reading, clock_timestamp() as now
                                """)
                        .bind("package", claim.packageId())
                        .bind("fence", claim.fence())
                        .map((row, _) -> new Reading(row.getLong("reading"), RowTimes.instant(row, "now")))
                        .findFirst())
                .orElseThrow(() -> new LeaseLostException(claim.packageId(), claim.fence()));
    }

    /** The copy stands as of the reading's beginning. */
    @Transactional(TxType.MANDATORY)
    public void ended(InventoryClaim claim, ReadingEnded ended) {
        var kind = ended.full() ? "full" : "changes";
        var onlyFull = ended.full() ? ", full_wanted = false, repeated = " + ended.repeated() : "";
        held(
                claim,
                "update inventory set as_of = :begun, changed_until = :changed, subscribers = :subscribers, remark = :remark, "
                        + kind + "_at = :begun, " + kind + "_calls = :calls, " + kind + "_millis = :millis" + onlyFull
                        + " where package_id = :package and fence = :fence",
                update -> update.bind("begun", ended.reading().begunAt())
                        .bind("changed", ended.changedUntil())
                        .bind("subscribers", ended.subscribers())
                        .bind("remark", ended.remark())
                        .bind("calls", ended.calls())
                        .bind("millis", ended.took().toMillis()));
    }

    /**
     * Gives the package back until it is asked for, or its copy is to be read again.
     *
     * @param refresh zero if only requests bring it up again
     */
    @Transactional
    public void rest(InventoryClaim claim, Duration refresh) {
        // Locked first: a request that is stored meanwhile is seen by the statement after, and not slept over.
        keep(claim);
        held(claim, """
                update inventory i
                   set lease_until = null, failures = 0, waits_for = null,
                       due_at = case
                           when exists (select 1 from inventory_request r
                                         where r.package_id = i.package_id and r.state <> 'DONE') or i.full_wanted
                                then clock_timestamp()
                           when :refresh::bigint = 0 then 'infinity'
                           else clock_timestamp() + :refresh::bigint * interval '1 ms' end
                 where package_id = :package and fence = :fence
                """, update -> update.bind("refresh", refresh.toMillis()));
    }

    /** Gives the package back until later. */
    @Transactional
    public void postpone(InventoryClaim claim, Duration wait, String waitsFor) {
        held(claim, """
                update inventory set lease_until = null, failures = failures + 1,
                       due_at = clock_timestamp() + :wait * interval '1 ms', waits_for = :waitsFor
                 where package_id = :package and fence = :fence
                """, update -> update.bind("wait", wait.toMillis()).bind("waitsFor", waitsFor));
    }

    /** Has everything read next, and at once; says whether the package is known. */
    @Transactional
    public boolean wantFull(String packageId) {
        int known = jdbi.withHandle(
                handle -> handle.createUpdate("""
                        update inventory set full_wanted = true, due_at = least(due_at, clock_timestamp())
                         where package_id = :package
                        """).bind("package", packageId).execute());
        return known > 0;
    }

    /**
     * How the copy of a package stands.
     *
     * @param asOf empty until it is whole
     * @param blocked orgs that block push upgrades
     * @param now by the clock of the other times
     */
    public record InventoryStanding(
            String packageId,
            Optional<Instant> asOf,
            long subscribers,
            long blocked,
            Optional<ReadingCost> lastFull,
            Optional<ReadingCost> lastChanges,
            Optional<String> remark,
            Optional<String> waitsFor,
            Instant now) {}

    /** What a reading cost. */
    public record ReadingCost(Instant at, long calls, Duration took) {}

    /** How all copies stand, or the one of a package. */
    @Transactional
    public List<InventoryStanding> standings(Optional<String> packageId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                select i.*, clock_timestamp() as now,
                       (select count(*) from subscriber s
                         where s.package_id = i.package_id and s.push_blocked and not s.uninstalled) as blocked
                  from inventory i where :package::text is null or package_id = :package order by package_id
                """)
                .bind("package", packageId.orElse(null))
                .map(Inventories::standing)
                .list());
    }

    /** When each package's copy was read; those that never were are left out. */
    @Transactional
    public List<CopyAge> ages() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select package_id, as_of from inventory where as_of is not null")
                .map((row, _) -> new CopyAge(row.getString("package_id"), RowTimes.instant(row, "as_of")))
                .list());
    }

    /** When a package's copy was read. */
    public record CopyAge(String packageId, Instant asOf) {}

    private static InventoryStanding standing(ResultSet row, StatementContext context) throws SQLException {
        return new InventoryStanding(
                row.getString("package_id"),
                RowTimes.optionalInstant(row, "as_of"),
                row.getLong("subscribers"),
                row.getLong("blocked"),
                cost(row, "full"),
                cost(row, "changes"),
                Optional.ofNullable(row.getString("remark")),
                Optional.ofNullable(row.getString("waits_for")),
                RowTimes.instant(row, "now"));
    }

    private static Optional<ReadingCost> cost(ResultSet row, String kind) throws SQLException {
        var at = RowTimes.optionalInstant(row, kind + "_at");
        long calls = row.getLong(kind + "_calls");
        var took = Duration.ofMillis(row.getLong(kind + "_millis"));
        return at.map(begun -> new ReadingCost(begun, calls, took));
    }

    private static InventoryCopy copy(ResultSet row) throws SQLException {
        return new InventoryCopy(
                RowTimes.optionalInstant(row, "as_of"),
                RowTimes.optionalInstant(row, "full_at"),
                RowTimes.optionalInstant(row, "changed_until"),
                row.getLong("repeated"),
                row.getBoolean("full_wanted"));
    }

    /** Changes the claimed row: {@code :package} with {@code :fence}. */
    private void held(InventoryClaim claim, String sql, UnaryOperator<Update> parameters) {
        int changed = jdbi.withHandle(handle -> parameters
                .apply(handle.createUpdate(sql))
                .bind("package", claim.packageId())
                .bind("fence", claim.fence())
                .execute());
        if (changed != 1) {
            throw new LeaseLostException(claim.packageId(), claim.fence());
        }
    }
}
