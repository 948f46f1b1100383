package io.pushwave.planner.org.postgres;

import io.pushwave.planner.org.RegisterState;
import io.pushwave.planner.org.SnapshotAge;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * One row a package, which stands for the register as a whole: whoever changes an org, a label or a policy of the package locks it
 * first, and so changes of one package happen one after another. Where a campaign's row is locked too, it is locked before.
 */
@ApplicationScoped
public class Registers {
    /** Before the first org, in the order of keys. */
    private static final String BEGIN = "";

    private final Jdbi jdbi;

    public Registers(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A register that is locked until the transaction ends.
     *
     * @param whole the newest whole snapshot, compared or not; snapshots that are not newer tell nothing new
     */
    public record Locked(String packageKey, RegisterState state, Optional<SnapshotAge> whole) {}

    /**
     * Orgs that are still to be compared with a whole snapshot.
     *
     * @param before the moment of the whole snapshot before this one
     * @param after the last org that was compared
     */
    public record Comparison(String packageKey, SnapshotAge whole, Optional<Instant> before, String after) {}

    /** Locks the register of a package, which is begun if there is none. */
    public Locked lockOrBegin(String packageKey) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into register (package_key) values (:package) on conflict do nothing")
                .bind("package", packageKey)
                .execute());
        return lock(packageKey).orElseThrow();
    }

    /** Locks the register of a package, if there is one. */
    public Optional<Locked> lock(String packageKey) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from register where package_key = :package for update")
                        .bind("package", packageKey)
                        .map(Registers::locked)
                        .findOne());
    }

    /** What is stated of a register, if there is one. */
    public Optional<RegisterState> state(String packageKey) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from register where package_key = :package")
                .bind("package", packageKey)
                .map((row, _) -> state(row))
                .findOne());
    }

    /** Whether a register is as of its newest whole snapshot: all orgs were compared with it. */
    public boolean isCompared(String packageKey) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select 1 from register
                        where package_key = :package and as_of is not null and compared_up_to is null""")
                .bind("package", packageKey)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** Something of the package was changed. */
    public void changed(String packageKey) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update register set revision = revision + 1 where package_key = :package")
                .bind("package", packageKey)
                .execute());
    }

    /** A newer snapshot is whole: all orgs are compared with it, from the first one on. */
    public void compareWith(String packageKey, SnapshotAge whole) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update register set whole_snapshot = :snapshot, whole_as_of = :asOf, compared_up_to = :begin
                        where package_key = :package""")
                .bind("package", packageKey)
                .bind("snapshot", whole.snapshotId())
                .bind("asOf", whole.asOf())
                .bind("begin", BEGIN)
                .execute());
    }

    /** Locks a register whose orgs are still to be compared, unless somebody else has it. */
    public Optional<Comparison> lockUncompared() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select * from register where compared_up_to is not null
                        order by package_key limit 1 for update skip locked""").map(Registers::comparison).findOne());
    }

    /** Orgs were compared up to this one. */
    public void comparedUpTo(String packageKey, String orgKey) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update register set compared_up_to = :upTo where package_key = :package")
                        .bind("package", packageKey)
                        .bind("upTo", orgKey)
                        .execute());
    }

    /** All orgs were compared: the register is as of the whole snapshot. */
    public void compared(String packageKey) {
        jdbi.useHandle(
                handle -> handle.createUpdate("""
                        update register set as_of = whole_as_of, compared_up_to = null where package_key = :package""").bind("package", packageKey).execute());
    }

    private static Locked locked(ResultSet row, StatementContext context) throws SQLException {
        return new Locked(row.getString("package_key"), state(row), whole(row));
    }

    private static Comparison comparison(ResultSet row, StatementContext context) throws SQLException {
        return new Comparison(
                row.getString("package_key"),
                whole(row).orElseThrow(),
                state(row).asOf(),
                row.getString("compared_up_to"));
    }

    private static RegisterState state(ResultSet row) throws SQLException {
        return new RegisterState(Optional.ofNullable(moment(row, "as_of")), row.getLong("revision"));
    }

    private static Optional<SnapshotAge> whole(ResultSet row) throws SQLException {
        var asOf = moment(row, "whole_as_of");
        return asOf == null ? Optional.empty() : Optional.of(new SnapshotAge(asOf, row.getString("whole_snapshot")));
    }

    /** A {@code timestamptz} as it is stored, which may be null. */
    static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
