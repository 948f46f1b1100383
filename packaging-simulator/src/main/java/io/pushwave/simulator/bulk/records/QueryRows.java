package io.pushwave.simulator.bulk.records;

import io.pushwave.simulator.bulk.csv.CsvForm;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.query.FlatQuery;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The rows that a query found, as CSV: what they were when the job ran, with the position of each, so that any part can be cut out. */
public final class QueryRows {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final byte[] header;
    private final byte[] csv;
    private final int[] ends;

    QueryRows(byte[] header, byte[] csv, int[] ends) {
        this.header = header;
        this.csv = csv;
        this.ends = ends;
    }

    /**
     * Reads the rows of a query.
     *
     * @param byName whether the columns come by their names, and not as asked for
     */
    public static QueryRows read(FlatQuery query, Rows rows, CsvForm form, boolean byName) {
        var names = query.columns();
        var order = order(names, byName);
        var header = bytes(form, printer -> printer.printRecord(order.stream().map(names::get)));
        var ends = new int[rows.size()];
        var out = new ByteArrayOutputStream(64 * ends.length + 64);
        try (var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                var printer = new CSVPrinter(writer, form.writing())) {
            var line = new ArrayList<String>();
            for (int position = 0; position < ends.length; position++) {
                line.clear();
                for (int column : order) {
                    line.add(text(query.value(column, rows.get(position))));
                }
                printer.printRecord(line);
                printer.flush();
                ends[position] = out.size();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new QueryRows(header, out.toByteArray(), ends);
    }

    private static List<Integer> order(List<String> names, boolean byName) {
        var order = new ArrayList<Integer>();
        for (int column = 0; column < names.size(); column++) {
            order.add(column);
        }
        if (byName) {
            order.sort((left, right) -> names.get(left).compareTo(names.get(right)));
        }
        return order;
    }

    private interface Printing {
        void to(CSVPrinter printer) throws IOException;
    }

    private static byte[] bytes(CsvForm form, Printing printing) {
        var out = new ByteArrayOutputStream();
        try (var printer = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), form.writing())) {
            printing.to(printer);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Instant time -> TIME.format(time);
            default -> value.toString();
        };
    }

    public void save(DataOutput out) throws IOException {
        Columns.writeBytes(out, header, header.length);
        Columns.writeBytes(out, csv, csv.length);
        Columns.writeInts(out, ends, ends.length);
    }

    public static QueryRows load(DataInput in) throws IOException {
        return new QueryRows(Columns.readBytes(in), Columns.readBytes(in), Columns.readInts(in));
    }

    public int size() {
        return ends.length;
    }

    public int bytes() {
        return csv.length;
    }

    /** The header and the rows from a position to before another. */
    public byte[] part(int from, int end) {
        int first = from == 0 ? 0 : ends[from - 1];
        int last = end == 0 ? 0 : ends[end - 1];
        var part = new ByteArrayOutputStream(header.length + last - first);
        part.writeBytes(header);
        part.write(csv, first, last - first);
        return part.toByteArray();
    }
}
