package io.pushwave.simulator.http;

import io.pushwave.simulator.query.QueryResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Queries with pages left. Bounded in number and in the time that one may lie unused. */
final class QueryLocators {
    private static final String PREFIX = "01g5g";

    private final int maximum;
    private final Duration life;
    private final InstantSource wallClock;
    private final Map<String, Open> open = new LinkedHashMap<>(16, 0.75f, true);
    private long opened;

    /**
     * An open query.
     *
     * @param pageRows rows that each page has
     */
    record Open(QueryResult.Records records, int pageRows, Instant usedAt) {}

    QueryLocators(int maximum, Duration life, InstantSource wallClock) {
        this.maximum = maximum;
        this.life = life;
        this.wallClock = wallClock;
    }

    /** Keeps a query; the answer goes before the dash of its locators. */
    String open(QueryResult.Records records, int pageRows) {
        var now = wallClock.instant();
        open.values().removeIf(old -> old.usedAt().plus(life).isBefore(now));
        if (open.size() >= maximum) {
            open.remove(open.keySet().iterator().next());
        }
        opened++;
        var id = PREFIX + "%013d".formatted(opened);
        open.put(id, new Open(records, pageRows, now));
        return id;
    }

    /** What goes before the dash of a locator. */
    static String id(String locator) {
        int dash = locator.lastIndexOf('-');
        return dash < 0 ? locator : locator.substring(0, dash);
    }

    void forgetAll() {
        open.clear();
    }

    void forget(String id) {
        open.remove(id);
    }

    /** The query with this id, or {@code null} if it was never opened, is too old, or had to make room. */
    @Nullable Open find(String id) {
        var now = wallClock.instant();
        var found = open.get(id);
        if (found == null || found.usedAt().plus(life).isBefore(now)) {
            return null;
        }
        var used = new Open(found.records(), found.pageRows(), now);
        open.put(id, used);
        return used;
    }
}
