package io.pushwave.simulator.bulk.csv;

import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/** How a job's CSV is written, in both directions. */
public record CsvForm(ColumnDelimiter delimiter, LineEnding lineEnding) {
    public void save(DataOutput out) throws IOException {
        out.writeUTF(delimiter.name());
        out.writeUTF(lineEnding.name());
    }

    public static CsvForm load(DataInput in) throws IOException {
        return new CsvForm(Columns.readEnum(in, ColumnDelimiter.class), Columns.readEnum(in, LineEnding.class));
    }

    CSVFormat reading() {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter.character())
                .setRecordSeparator(lineEnding.text())
                .get();
    }

    /** Every value in quotes, as Salesforce writes its results. */
    public CSVFormat writing() {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter.character())
                .setRecordSeparator(lineEnding.text())
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .get();
    }
}
