package io.pushwave.executor.postgres;

import io.pushwave.contracts.OrgKey;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Names of the rows that the tables are filled with, as the statements are asked about them. */
public final class HotRows {
    public static final int ROWS = 50_000;

    /** As many as one statement is about. */
    public static final int BATCH = 1_000;

    public static final String PACKAGE = "033000000000ABcAAM";
    public static final String VERSION = "04t000000000ABcAAM";

    private HotRows() {}

    public static <T> List<T> each(int from, Function<Integer, T> row) {
        return IntStream.range(from, from + BATCH).boxed().map(row).toList();
    }

    /** Keys come in no order, as real ones do: one that follows the rows makes going through an index look cheap. */
    public static OrgKey org(int number) {
        return new OrgKey("00D" + new StringBuilder("%012d".formatted(number)).reverse());
    }

    public static List<OrgKey> orgs(int from) {
        return each(from, HotRows::org);
    }

    public static List<String> requestIds(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "request-" + number).toList();
    }
}
