package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/** How a job's CSV is written, in both directions. */
public record CsvForm(ColumnDelimiter delimiter, LineEnding lineEnding) {
    void save(DataOutput out) throws IOException {
        out.writeUTF(delimiter.name());
        out.writeUTF(lineEnding.name());
    }

    static CsvForm load(DataInput in) throws IOException {
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
    CSVFormat writing() {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter.character())
                .setRecordSeparator(lineEnding.text())
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .get();
    }
}
