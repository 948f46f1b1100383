package io.pushwave.simulator.http.rest;

import io.pushwave.simulator.query.QueryResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Queries with pages left. Evidence: documented that their number has no limit, and that they are kept for two days. How many
 * rows are kept in all is bounded, because this is one process.
 */
public final class QueryLocators {
    private static final String PREFIX = "01g5g";

    private final int maximumRows;
    private final Duration life;
    private final InstantSource wallClock;
    private final LinkedHashMap<String, Open> open = new LinkedHashMap<>(16, 0.75f, true);
    private long opened;
    private long rows;

    /**
     * An open query.
     *
     * @param pageRows rows that each page has
     */
    record Open(QueryResult.Records records, int pageRows, Instant usedAt) {}

    /** @param maximumRows rows of all open queries; the one used least recently goes first */
    public QueryLocators(int maximumRows, Duration life, InstantSource wallClock) {
        this.maximumRows = maximumRows;
        this.life = life;
        this.wallClock = wallClock;
    }

    /** Keeps a query; the answer goes before the dash of its locators. */
    String open(QueryResult.Records records, int pageRows) {
        var now = wallClock.instant();
        rows += records.rows().size();
        // The one used longest ago comes first.
        while (!open.isEmpty()
                && (rows > maximumRows || isOver(open.firstEntry().getValue(), now))) {
            forget(open.firstEntry().getKey());
        }
        opened++;
        var id = PREFIX + "%013d".formatted(opened);
        open.put(id, new Open(records, pageRows, now));
        return id;
    }

    /** What goes before the dash of a locator. */
    public static String id(String locator) {
        int dash = locator.lastIndexOf('-');
        return dash < 0 ? locator : locator.substring(0, dash);
    }

    public void forgetAll() {
        open.clear();
        rows = 0;
    }

    public void forget(String id) {
        var forgotten = open.remove(id);
        rows -= forgotten == null ? 0 : forgotten.records().rows().size();
    }

    private boolean isOver(Open query, Instant now) {
        return query.usedAt().plus(life).isBefore(now);
    }

    /** The query with this id, or {@code null} if it was never opened, is too old, or had to make room. */
    @Nullable Open find(String id) {
        var now = wallClock.instant();
        var found = open.get(id);
        if (found == null || isOver(found, now)) {
            return null;
        }
        var used = new Open(found.records(), found.pageRows(), now);
        open.put(id, used);
        return used;
    }
}
