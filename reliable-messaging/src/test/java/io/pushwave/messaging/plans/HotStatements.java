package io.pushwave.messaging.plans;

import io.pushwave.messaging.plans.MeasuredSchema.Call;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The statements of a service that touch a table which grows with the orgs, and what each may touch. */
public final class HotStatements {
    /** A row that is looked up by its key, written anew and entered into six indexes: about four pages for each of the eight. */
    private static final int PAGES_PER_ROW = 32;

    /** A row goes through every part of a plan, and a plan has no more than a dozen. */
    private static final int ROWS_PER_ROW = 12;

    /** Whatever a statement is about, it may look at a small table as a whole. */
    private static final int PAGES_AND_ROWS_ANYWAY = 600;

    private final List<Hot> all = new ArrayList<>();

    private record Hot(String name, int rows, Call call) {
        long pages() {
            return (long) rows * PAGES_PER_ROW + PAGES_AND_ROWS_ANYWAY;
        }

        long rowsLookedAt() {
            return (long) rows * ROWS_PER_ROW + PAGES_AND_ROWS_ANYWAY;
        }
    }

    /**
     * Adds a call.
     *
     * @param rows that it is about: those that it is handed, or may return at most
     */
    public HotStatements add(String name, int rows, Call call) {
        all.add(new Hot(name, rows, call));
        return this;
    }

    List<Call> calls() {
        return all.stream().map(Hot::call).toList();
    }

    /** Runs every call on tables that have grown, and describes in a paragraph each what touched more than its rows need. */
    public List<String> tooMuch(MeasuredSchema schema) throws SQLException {
        var paragraphs = new ArrayList<String>();
        for (var hot : all) {
            var statements = schema.measure(hot.call());
            if (statements.isEmpty()) {
                paragraphs.add(hot.name() + " ran no statement that the server reported");
            }
            for (var touched : statements) {
                if (Boolean.getBoolean("pushwave.plans.print")) {
                    System.out.printf(
                            Locale.ROOT,
                            "%-24s %,9d rows: %,9d pages, %,9d rows looked at%n",
                            hot.name(),
                            hot.rows(),
                            touched.buffers(),
                            touched.rows());
                }
                if (touched.buffers() > hot.pages() || touched.rows() > hot.rowsLookedAt()) {
                    paragraphs.add(MeasuredSchema.describe(hot.name(), touched, hot.pages(), hot.rowsLookedAt()));
                }
            }
        }
        return paragraphs;
    }
}
