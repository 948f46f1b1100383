package io.pushwave.planner.org.importing.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.pushwave.http.Problems;
import io.pushwave.planner.TextLimits.Fault;
import io.pushwave.planner.org.importing.ImportLines;
import io.pushwave.planner.org.rest.BrokenRuleException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table with commas between its cells (RFC 4180) and a head; lines without any character are passed over. */
final class CsvTable {
    private static final CsvFactory CSV = new CsvFactory();

    private CsvTable() {}

    /** A line of the table. */
    private record Row(int line, List<String> cells) {
        /** No table has one column alone. */
        boolean isEmpty() {
            return cells.size() == 1 && cells.getFirst().isBlank();
        }
    }

    /**
     * Reads a table to its end, or to a line from which on its cells cannot be told apart.
     *
     * @throws HttpProblem 400 if it has no head that can be understood
     * @throws IOException if it does not come any more
     */
    static <C> void read(Reader text, LineFormat<C> format, ImportLines<C> into, LineCount count) throws IOException {
        try (var parser = CSV.createParser(text)) {
            parser.enable(CsvParser.Feature.WRAP_AS_ARRAY);
            parser.enable(CsvParser.Feature.SKIP_EMPTY_LINES);
            var head = head(parser);
            try {
                for (var column : head) {
                    Cells.readable("head", column);
                }
                format.head(head);
            } catch (BrokenRuleException e) {
                throw e.problem();
            }
            rows(parser, head.size(), format, into, count);
        }
    }

    private static List<String> head(CsvParser parser) throws IOException {
        try {
            return next(parser)
                    .map(Row::cells)
                    .filter(cells -> cells.stream().anyMatch(cell -> !cell.isBlank()))
                    .orElseThrow(() -> Problems.invalid(
                            "body", null, "the body is empty: a head that names the columns is expected"));
        } catch (JsonProcessingException e) {
            throw Problems.invalid(
                    "body", null, "the head of the table cannot be read: a quote is not closed, or text follows it");
        }
    }

    private static <C> void rows(
            CsvParser parser, int columns, LineFormat<C> format, ImportLines<C> into, LineCount count)
            throws IOException {
        int last = 1;
        try {
            for (var row = next(parser); row.isPresent(); row = next(parser)) {
                last = row.get().line();
                if (!row.get().isEmpty()) {
                    row(row.get(), columns, format, into);
                }
                count.check(into.count());
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null
                    ? last
                    : Math.max(last, e.getLocation().getLineNr());
            into.breakOff(
                    line,
                    new Fault(
                            "line",
                            null,
                            "a quote is not closed, or text follows it, up to line " + line
                                    + "; from here on the cells cannot be told apart"));
        }
    }

    private static <C> void row(Row row, int columns, LineFormat<C> format, ImportLines<C> into) {
        try {
            if (row.cells().size() != columns) {
                throw new BrokenRuleException(
                        "line",
                        Integer.toString(row.cells().size()),
                        "the line has " + row.cells().size() + " cells, the head has " + columns);
            }
            format.row(row.line(), row.cells(), into);
        } catch (BrokenRuleException e) {
            into.addBad(row.line(), e.fault());
        }
    }

    private static Optional<Row> next(CsvParser parser) throws IOException {
        @Nullable List<String> cells = null;
        int line = 0;
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                cells = new ArrayList<>();
            } else if (token == JsonToken.END_ARRAY) {
                if (cells != null) {
                    return Optional.of(new Row(line, cells));
                }
            } else if (cells != null) {
                if (cells.isEmpty()) {
                    line = parser.currentTokenLocation().getLineNr();
                }
                cells.add(parser.getText());
            }
        }
        return Optional.empty();
    }
}
