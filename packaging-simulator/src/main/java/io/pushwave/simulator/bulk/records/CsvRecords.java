package io.pushwave.simulator.bulk.records;

import io.pushwave.simulator.bulk.csv.ColumnDelimiter;
import io.pushwave.simulator.bulk.csv.CsvFile;
import io.pushwave.simulator.bulk.csv.CsvForm;
import io.pushwave.simulator.bulk.csv.DataFault;
import io.pushwave.simulator.bulk.csv.LineEnding;
import io.pushwave.simulator.domain.columns.Rows;
import io.pushwave.simulator.query.FlatQuery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Records as CSV. */
public final class CsvRecords implements RecordFormat {
    public static final CsvForm FORM = new CsvForm(ColumnDelimiter.COMMA, LineEnding.LF);

    /** Evidence: CumulusCI and other clients look for this line, without quotes, to tell that a query found nothing. */
    private static final byte[] NOTHING_FOUND = "Records not found for this query".getBytes(StandardCharsets.UTF_8);

    @Override
    public void read(byte[] data, Reader reader) throws DataFault {
        var file = CsvFile.cutLeniently(data, FORM, Integer.MAX_VALUE);
        var names = file.columns();
        if (file.batches() == 0) {
            return;
        }
        var records = new ArrayList<List<String>>();
        file.readBatch(0, record -> records.add(record.toList()));
        for (var values : records) {
            reader.take(names, values);
        }
    }

    @Override
    public byte[] write(FlatQuery query, Rows rows, String version) {
        if (rows.size() == 0) {
            return NOTHING_FOUND.clone();
        }
        var read = QueryRows.read(query, rows, FORM, false);
        return read.part(0, read.size());
    }
}
