package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.Columns;
import io.pushwave.simulator.query.SObjectTable;
import io.pushwave.simulator.query.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What an ingest job was created to do.
 *
 * @param version of the API that it was created with, as in {@code v66.0}
 */
public record IngestDescription(IngestOperation operation, SObjectTable table, CsvForm form, String version) {

    void save(DataOutput out) throws IOException {
        out.writeUTF(operation.name());
        out.writeUTF(table.name());
        form.save(out);
        out.writeUTF(version);
    }

    static IngestDescription load(DataInput in, Schema schema) throws IOException {
        var operation = Columns.readEnum(in, IngestOperation.class);
        var name = in.readUTF();
        var table = schema.table(name);
        if (table == null) {
            throw new IOException("there is no object " + name);
        }
        return new IngestDescription(operation, table, CsvForm.load(in), in.readUTF());
    }
}
