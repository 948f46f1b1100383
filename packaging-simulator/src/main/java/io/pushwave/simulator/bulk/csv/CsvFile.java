package io.pushwave.simulator.bulk.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVRecord;

/**
 * An uploaded file as it came, cut into batches. Only where each batch begins is kept beside the bytes; values are read again
 * whenever they are needed.
 *
 * <p>Lines are cut here because no CSV reader tells cheaply where in the bytes a record ends; the values of the records are
 * read by the library.
 */
public final class CsvFile {
    private static final String UNESCAPED_QUOTE = "InvalidBatch : Failed to parse CSV. Found unescaped quote";

    private final byte[] bytes;
    private final CsvForm form;
    private final boolean strict;
    private final int batchRecords;
    private int headerEnd;
    private int[] batchStarts = new int[4];
    private int batches;
    private int records;

    private CsvFile(byte[] bytes, CsvForm form, boolean strict, int batchRecords) {
        this.bytes = bytes;
        this.form = form;
        this.strict = strict;
        this.batchRecords = batchRecords;
    }

    /**
     * Cuts a file into lines and those into batches.
     *
     * @throws DataFault if quotes or line endings are not as they must be
     */
    public static CsvFile cut(byte[] bytes, CsvForm form, int batchRecords) throws DataFault {
        var file = new CsvFile(bytes, form, true, batchRecords);
        file.cut();
        return file;
    }

    /** As the other, but lines may end one way or the other, as Bulk API 1.0 takes them. */
    public static CsvFile cutLeniently(byte[] bytes, CsvForm form, int batchRecords) throws DataFault {
        var file = new CsvFile(bytes, form, false, batchRecords);
        file.cut();
        return file;
    }

    private void cut() throws DataFault {
        int from = 0;
        boolean header = true;
        while (from < bytes.length) {
            int end = endOfLine(from);
            if (!isEmptyLine(from, end)) {
                if (header) {
                    headerEnd = end;
                    header = false;
                } else {
                    addRecord(from);
                }
            }
            from = end;
        }
    }

    private void addRecord(int from) {
        if (records % batchRecords == 0) {
            if (batches + 1 == batchStarts.length) {
                batchStarts = Arrays.copyOf(batchStarts, batches * 2);
            }
            batchStarts[batches++] = from;
        }
        records++;
    }

    /** The position after the line's end; line ends in quotes do not count. */
    private int endOfLine(int from) throws DataFault {
        byte delimiter = (byte) form.delimiter().character();
        boolean quoted = false;
        boolean atStart = true;
        for (int at = from; at < bytes.length; at++) {
            byte each = bytes[at];
            if (quoted) {
                if (each != '"') {
                    continue;
                }
                if (at + 1 < bytes.length && bytes[at + 1] == '"') {
                    at++;
                } else {
                    quoted = false;
                    requireEndOfValue(at + 1, delimiter);
                }
            } else if (each == '"') {
                if (!atStart) {
                    throw new DataFault(UNESCAPED_QUOTE);
                }
                quoted = true;
                atStart = false;
            } else if (each == '\n') {
                requireLineEnding(at > from && bytes[at - 1] == '\r');
                return at + 1;
            } else {
                atStart = each == delimiter;
            }
        }
        if (quoted) {
            throw new DataFault(UNESCAPED_QUOTE);
        }
        return bytes.length;
    }

    private void requireEndOfValue(int at, byte delimiter) throws DataFault {
        if (at < bytes.length && bytes[at] != delimiter && bytes[at] != '\r' && bytes[at] != '\n') {
            throw new DataFault(UNESCAPED_QUOTE);
        }
    }

    private void requireLineEnding(boolean crlf) throws DataFault {
        if (strict && crlf != (form.lineEnding() == LineEnding.CRLF)) {
            throw new DataFault("ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is "
                    + form.lineEnding());
        }
    }

    private boolean isEmptyLine(int from, int end) {
        for (int at = from; at < end; at++) {
            if (bytes[at] != '\r' && bytes[at] != '\n') {
                return false;
            }
        }
        return true;
    }

    int records() {
        return records;
    }

    public int batchRecords() {
        return batchRecords;
    }

    public int batches() {
        return batches;
    }

    /** Records of a batch. */
    public int recordsOf(int batch) {
        return Math.min(batchRecords, records - batch * batchRecords);
    }

    /** The names in the first line; none if the file is empty. */
    public List<String> columns() {
        var columns = new ArrayList<String>();
        read(0, headerEnd, record -> columns.addAll(record.toList()));
        return List.copyOf(columns);
    }

    /** The first line as it came, without its end. */
    public String header() {
        int end = headerEnd;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
    }

    /** Takes a record's values, in the order of the columns. */
    @FunctionalInterface
    public interface Reader {
        void take(CSVRecord record) throws IOException;
    }

    /** Reads the records of a batch. */
    public void readBatch(int batch, Reader reader) {
        read(batchStarts[batch], startOf(batch + 1), reader);
    }

    /** Where a batch begins; for the one after the last, the end of the file. */
    public int startOf(int batch) {
        return batch < batches ? batchStarts[batch] : bytes.length;
    }

    private void read(int from, int end, Reader reader) {
        var slice = new InputStreamReader(new ByteArrayInputStream(bytes, from, end - from), StandardCharsets.UTF_8);
        try (var parser = form.reading().parse(slice)) {
            for (var record : parser) {
                reader.take(record);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    byte[] bytes() {
        return bytes;
    }

    /** The position of a column in any letter case, or -1. */
    public static int position(List<String> columns, String name) {
        for (int position = 0; position < columns.size(); position++) {
            if (columns.get(position).toLowerCase(Locale.ROOT).equals(name)) {
                return position;
            }
        }
        return -1;
    }
}
