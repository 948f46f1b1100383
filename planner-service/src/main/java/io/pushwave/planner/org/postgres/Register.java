package io.pushwave.planner.org.postgres;

import io.pushwave.contracts.OrgKey;
import io.pushwave.database.Columns;
import io.pushwave.planner.PlannerConfig;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.RegisterState;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.org.policy.postgres.PolicyRow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Reads the register of a package. What one call returns is of one moment: it is read in a transaction of its own that sees nothing
 * of what others change meanwhile.
 */
@ApplicationScoped
public class Register {
    /** Before any query of the transaction. */
    private static final String OF_ONE_MOMENT = "set transaction isolation level repeatable read, read only";

    private static final String ROWS = """
            select %s, o.first_seen, o.gone_at, v.major_version, v.minor_version, v.patch_version, v.build_number, %s
              from looked_through o
              left join lateral (select * from package_version
                                  where package_key = :package and version_key = o.installed_version offset 0) v on true
              left join lateral (select * from org_policy
                                  where package_key = :package and org_key = o.org_key offset 0) policy on true
            """.formatted(OrgColumns.of("o", ""), PolicyRow.COLUMNS);

    private static final String ENTRIES =
            """
            select %s, %s, %s
              from org o
              left join lateral (select * from org
                                  where package_key = :package and org_key = o.parent_org offset 0) parent on true
              left join lateral (select * from org_policy
                                  where package_key = :package and org_key = o.org_key offset 0) policy on true
             where o.package_key = :package and o.gone_at is null
             order by o.org_key
            """.formatted(OrgColumns.of("o", ""), OrgColumns.of("parent", "parent_"), PolicyRow.COLUMNS);

    private final Jdbi jdbi;
    private final Registers registers;
    private final PlannerConfig.Register config;

    public Register(Jdbi jdbi, Registers registers, PlannerConfig config) {
        this.jdbi = jdbi;
        this.registers = registers;
        this.config = config.register();
    }

    /**
     * Some orgs in the order of their keys.
     *
     * @param next the last org that was looked through, if there may be more behind it: a page whose condition few orgs fulfil is
     *     shorter than was asked for
     */
    public record Page(RegisterState state, List<RegisterRow> rows, Optional<OrgKey> next) {}

    /** One org. */
    public record Found(RegisterState state, RegisterRow row) {}

    /**
     * The next orgs of a package; empty if nothing was ever heard of it.
     *
     * @param gone only those that are gone, or only those that are not
     * @param limit most orgs on the page
     */
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<Page> page(PackageId packageId, Optional<OrgKey> after, Optional<Boolean> gone, int limit) {
        beginOfOneMoment();
        return registers.state(packageId.key()).map(state -> {
            int window = Math.max(limit, config.lookedThrough());
            var begin = after.map(OrgKey::value).orElse("");
            var end = windowEnd(packageId, begin, window);
            var rows = rows(packageId, begin, gone, window, limit + 1);
            if (rows.size() > limit) {
                var page = rows.subList(0, limit);
                return new Page(state, page, Optional.of(page.getLast().org().orgKey()));
            }
            return new Page(state, rows, end);
        });
    }

    /** The last org that is looked through, if there may be others behind it. */
    private Optional<OrgKey> windowEnd(PackageId packageId, String after, int window) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select org_key from org where package_key = :package and org_key > :after
                        order by org_key offset :others limit 1""")
                .bind("package", packageId.key())
                .bind("after", after)
                .bind("others", window - 1)
                .mapTo(String.class)
                .findOne()
                .map(OrgKey::new));
    }

    private List<RegisterRow> rows(PackageId packageId, String after, Optional<Boolean> gone, int window, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with looked_through as materialized (
                            select * from org where package_key = :package and org_key > :after
                             order by org_key limit :window)
                        %s where (o.gone_at is not null) = any (:gone)
                         order by o.org_key limit :limit""".formatted(ROWS))
                .bind("package", packageId.key())
                .bind("after", after)
                .bind("window", window)
                .bind("gone", Columns.booleans(gone.map(List::of).orElse(List.of(true, false)), each -> each))
                .bind("limit", limit)
                .map(Register::row)
                .list());
    }

    /** One org of a package; empty if the register does not have it. */
    @Transactional(TxType.REQUIRES_NEW)
    public Optional<Found> find(PackageId packageId, OrgKey org) {
        beginOfOneMoment();
        return registers
                .state(packageId.key())
                .flatMap(state -> jdbi.withHandle(handle -> handle.createQuery("""
                        with looked_through as materialized (
                            select * from org where package_key = :package and org_key = :org)
                        %s""".formatted(ROWS))
                        .bind("package", packageId.key())
                        .bind("org", org.value())
                        .map(Register::row)
                        .findOne()
                        .map(row -> new Found(state, row))));
    }

    /**
     * Reads all orgs of a package that are not gone, in the order of their keys, with a fixed amount of memory however many they are;
     * empty if nothing was ever heard of the package.
     *
     * @param reader is given what is stated of the register, and the orgs; the stream is read once, and not after it returns
     */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> Optional<T> read(PackageId packageId, Reader<T> reader) {
        beginOfOneMoment();
        return registers
                .state(packageId.key())
                .map(state -> jdbi.withHandle(handle -> handle.createQuery(ENTRIES)
                        .bind("package", packageId.key())
                        .setFetchSize(config.fetch())
                        .map(Register::entry)
                        .withStream(entries -> reader.read(state, entries))));
    }

    /** Makes something of all orgs of a package. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(RegisterState state, Stream<RegisterEntry> orgs);
    }

    private void beginOfOneMoment() {
        jdbi.useHandle(handle -> handle.execute(OF_ONE_MOMENT));
    }

    private static RegisterEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new RegisterEntry(
                OrgColumns.org(row, "").orElseThrow(), OrgColumns.org(row, "parent_"), PolicyRow.policy(row));
    }

    private static RegisterRow row(ResultSet row, StatementContext context) throws SQLException {
        return new RegisterRow(
                OrgColumns.org(row, "").orElseThrow(),
                number(row),
                PolicyRow.policy(row),
                Objects.requireNonNull(Registers.moment(row, "first_seen")),
                Optional.ofNullable(Registers.moment(row, "gone_at")));
    }

    private static Optional<VersionNumber> number(ResultSet row) throws SQLException {
        return row.getObject("major_version") == null
                ? Optional.empty()
                : Optional.of(new VersionNumber(
                        row.getInt("major_version"),
                        row.getInt("minor_version"),
                        row.getInt("patch_version"),
                        row.getInt("build_number")));
    }
}
