package io.pushwave.planner.strategy.postgres;

import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.json.CanonicalJson;
import io.pushwave.planner.strategy.json.StrategyDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** The versions of strategies; none is ever changed. */
@ApplicationScoped
public class StrategyVersions {
    private static final String COLUMNS = "name, version, document, digest, created_at, created_by";

    /** Versions that campaigns go by at the same time; each is some kilobytes. */
    private static final int READ_MAXIMUM = 500;

    private final Jdbi jdbi;
    private final Map<Version, Strategy> read = new ConcurrentHashMap<>();

    StrategyVersions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Stores a version, unless somebody has stored one of that number. Waits for whoever is about to.
     *
     * @return what was stored; empty if there is such a version already
     */
    public Optional<StoredStrategy> add(Strategy strategy, Instant now, String by) {
        // As exact as the database keeps it, so that an answer says what the next one will.
        var at = now.truncatedTo(ChronoUnit.MICROS);
        var document = CanonicalJson.of(strategy.document());
        var digest = CanonicalJson.digest(document);
        int added = jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into strategy_version (name, version, document, digest, created_at, created_by)
                        values (:name, :version, :document, :digest, :at, :by)
                        on conflict (name, version) do nothing""")
                .bind("name", strategy.name())
                .bind("version", strategy.version())
                .bind("document", document)
                .bind("digest", digest)
                .bind("at", at)
                .bind("by", by)
                .execute());
        return added == 1 ? Optional.of(new StoredStrategy(strategy, digest, at, by)) : Optional.empty();
    }

    /** The newest version of a strategy. */
    public Optional<StoredStrategy> newest(String name) {
        return versions(name, Integer.MAX_VALUE, 1).stream().findFirst();
    }

    public Optional<StoredStrategy> find(String name, int version) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + COLUMNS + " from strategy_version where name = :name and version = :version")
                .bind("name", name)
                .bind("version", version)
                .map(StrategyVersions::stored)
                .findOne());
    }

    private record Version(String name, int number) {}

    /**
     * A version that is there; it is read once, as it never changes.
     *
     * @throws IllegalStateException if it is not there
     */
    public Strategy of(String name, int number) {
        var version = new Version(name, number);
        var known = read.get(version);
        if (known != null) {
            return known;
        }
        var strategy = find(name, number)
                .orElseThrow(() ->
                        new IllegalStateException("version " + number + " of strategy " + name + " does not exist"))
                .strategy();
        if (read.size() >= READ_MAXIMUM) {
            read.clear();
        }
        read.put(version, strategy);
        return strategy;
    }

    /**
     * Versions of one strategy, newest first.
     *
     * @param below only versions below this one
     */
    public List<StoredStrategy> versions(String name, int below, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select " + COLUMNS + """
                         from strategy_version where name = :name and version < :below
                        order by version desc limit :limit""")
                .bind("name", name)
                .bind("below", below)
                .bind("limit", limit)
                .map(StrategyVersions::stored)
                .list());
    }

    /**
     * The newest version of each strategy, in the order of their names.
     *
     * @param after only strategies whose names come after this one
     */
    public List<StoredStrategy> newestOfEach(String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select distinct on (name) " + COLUMNS + """
                         from strategy_version where name > :after
                        order by name, version desc limit :limit""")
                .bind("after", after)
                .bind("limit", limit)
                .map(StrategyVersions::stored)
                .list());
    }

    private static StoredStrategy stored(ResultSet row, StatementContext context) throws SQLException {
        return new StoredStrategy(
                new Strategy(
                        row.getString("name"),
                        row.getInt("version"),
                        StrategyDocuments.stored(row.getString("document"))),
                row.getString("digest"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"));
    }
}
