package io.pushwave.simulator.http.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.simulator.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file with a header line of known columns, read record by record; refusals name the line. */
final class CsvTable implements AutoCloseable, Iterable<CsvTable.Line> {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).get();

    private final CSVParser parser;
    private final Map<String, Integer> columns = new HashMap<>();
    private final int width;
    private final Iterator<CSVRecord> records;

    private CsvTable(Reader reader, List<String> known) throws IOException {
        parser = CSVParser.parse(reader, FORMAT);
        records = parser.iterator();
        var header = next();
        width = header.size();
        for (int position = 0; position < width; position++) {
            columns.put(column(header.get(position), known), position);
        }
        if (columns.size() < width) {
            throw ProblemException.badRequest("line 1: a column is there twice");
        }
    }

    /**
     * Reads the header.
     *
     * @param known names of columns, any letter case
     * @throws ProblemException if there is no header, or a column is unknown or there twice
     */
    static CsvTable read(byte[] body, List<String> known) {
        return read(new ByteArrayInputStream(body), known);
    }

    /** As the other; the stream is closed with the table. */
    static CsvTable read(InputStream body, List<String> known) {
        try {
            return new CsvTable(new InputStreamReader(body, StandardCharsets.UTF_8), known);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String column(String name, List<String> known) {
        var bare = name.startsWith("\uFEFF") ? name.substring(1) : name;
        return known.stream()
                .filter(each -> each.equalsIgnoreCase(bare))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest("line 1: the column '" + bare + "' is unknown: one of "
                        + String.join(", ", known) + " is expected"));
    }

    /** In the words of the reader itself, not with the classes of those that it went through. */
    private static String fault(RuntimeException malformed) {
        var cause = malformed.getCause() == null ? malformed : malformed.getCause();
        return String.valueOf(cause.getMessage());
    }

    private CSVRecord next() {
        try {
            return records.next();
        } catch (NoSuchElementException empty) {
            throw ProblemException.badRequest("line 1: a line with the names of columns is expected");
        } catch (UncheckedIOException | IllegalStateException malformed) {
            throw ProblemException.badRequest("line " + (parser.getCurrentLineNumber() + 1) + ": " + fault(malformed));
        }
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    @Override
    public Iterator<Line> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                try {
                    return records.hasNext();
                } catch (UncheckedIOException | IllegalStateException malformed) {
                    throw ProblemException.badRequest(
                            "line " + (parser.getCurrentLineNumber() + 1) + ": " + fault(malformed));
                }
            }

            @Override
            public Line next() {
                return new Line(CsvTable.this.next());
            }
        };
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** One record. */
    final class Line {
        private final CSVRecord values;
        private final long number;

        private Line(CSVRecord values) {
            this.values = values;
            number = parser.getCurrentLineNumber();
            if (values.size() != width) {
                throw ProblemException.badRequest(
                        where() + values.size() + " values are there, " + width + " are expected");
            }
        }

        /** Where it ends in the file, from 1. */
        long number() {
            return number;
        }

        /** What a refusal begins with. */
        String where() {
            return "line " + number + ": ";
        }

        /** A value; empty if the file has no such column. */
        String get(String column) {
            var position = columns.get(column);
            return position == null ? "" : values.get(position);
        }

        /** The values that are there, as text. */
        ObjectNode json() {
            var json = JsonNodeFactory.instance.objectNode();
            for (var column : new HashSet<>(columns.keySet())) {
                if (!get(column).isEmpty()) {
                    json.put(column, get(column));
                }
            }
            return json;
        }
    }
}
