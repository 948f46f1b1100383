package io.pushwave.simulator.bulk.jobs;

import io.pushwave.simulator.bulk.csv.CsvFile;
import io.pushwave.simulator.bulk.records.IngestDescription;
import io.pushwave.simulator.bulk.records.RecordOutcomes;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The three result files of a job, made from its file whenever they are asked for. The header is the file's own with one or
 * two columns before it, as Salesforce has it.
 */
public final class IngestResults {
    private final IngestDescription description;
    private final byte[] data;
    private final @Nullable CsvFile file;
    private final List<String> columns;
    private final RecordOutcomes outcomes;
    private final int batchesDone;

    IngestResults(
            IngestDescription description,
            byte[] data,
            @Nullable CsvFile file,
            List<String> columns,
            RecordOutcomes outcomes,
            int batchesDone) {
        this.description = description;
        this.data = data;
        this.file = file;
        this.columns = columns;
        this.outcomes = outcomes;
        this.batchesDone = batchesDone;
    }

    /** Records that were written, with their ids and whether they were created. */
    public byte[] successful() {
        return written("sf__Created", true);
    }

    /** Records that were refused, with their ids as far as they had any and why. */
    public byte[] failed() {
        return written("sf__Error", false);
    }

    /** The rest of the file as it came. */
    public byte[] unprocessed() {
        if (file == null) {
            return data;
        }
        int from = file.startOf(batchesDone);
        var bytes = new ByteArrayOutputStream(data.length - from + 1_024);
        bytes.writeBytes(file.header().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(description.form().lineEnding().text().getBytes(StandardCharsets.UTF_8));
        bytes.write(data, from, data.length - from);
        return bytes.toByteArray();
    }

    private byte[] written(String secondColumn, boolean successes) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (var writer = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
            writeHeader(writer, secondColumn);
            var printer = new CSVPrinter(writer, description.form().writing());
            var rows = new Rows(printer, successes);
            for (int batch = 0; batch < batchesDone && file != null; batch++) {
                file.readBatch(batch, rows::write);
            }
            printer.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void writeHeader(Writer writer, String secondColumn) throws IOException {
        char delimiter = description.form().delimiter().character();
        writer.append("\"sf__Id\"")
                .append(delimiter)
                .append('"')
                .append(secondColumn)
                .append('"');
        var header = file == null ? "" : file.header();
        if (!header.isEmpty()) {
            writer.append(delimiter).append(header);
        }
        writer.append(description.form().lineEnding().text());
    }

    /** Writes those records of the file whose outcome is the wanted one. */
    private final class Rows {
        private final CSVPrinter printer;
        private final boolean successes;
        private final int idColumn = CsvFile.position(columns, "id");
        private final List<String> line = new ArrayList<>();
        private int record;

        Rows(CSVPrinter printer, boolean successes) {
            this.printer = printer;
            this.successes = successes;
        }

        void write(CSVRecord values) throws IOException {
            int position = record++;
            if (outcomes.isWritten(position) != successes) {
                return;
            }
            line.clear();
            var ownId = idColumn < 0 || idColumn >= values.size() ? "" : values.get(idColumn);
            if (successes) {
                line.add(description.table().id(outcomes.row(position)));
                line.add(String.valueOf(description.creates(ownId)));
            } else {
                line.add(ownId);
                line.add(outcomes.error(position));
            }
            values.forEach(line::add);
            printer.printRecord(line);
        }
    }
}
