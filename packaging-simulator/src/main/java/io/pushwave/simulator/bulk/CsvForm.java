package io.pushwave.simulator.bulk;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.QuoteMode;

/** How a job's CSV is written, in both directions. */
public record CsvForm(ColumnDelimiter delimiter, LineEnding lineEnding) {
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
