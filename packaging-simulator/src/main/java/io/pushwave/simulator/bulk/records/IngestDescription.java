package io.pushwave.simulator.bulk.records;

import io.pushwave.simulator.bulk.csv.CsvFile;
import io.pushwave.simulator.bulk.csv.CsvForm;
import io.pushwave.simulator.bulk.csv.DataFault;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * What an ingest job was created to do.
 *
 * @param version of the API that it was created with, as in {@code v66.0}
 */
public record IngestDescription(IngestOperation operation, SObjectTable table, CsvForm form, String version) {

    /**
     * Checks the names in the head of some records.
     *
     * @throws DataFault if one is no field of the object
     */
    public void requireFields(List<String> names) throws DataFault {
        for (var name : names) {
            if (table.field(name) == null) {
                throw new DataFault("InvalidBatch : Field name not found : " + name);
            }
        }
    }

    /**
     * Checks that records whose names are in a header can be found.
     *
     * @throws DataFault if the operation needs an id and there is none
     */
    public void requireId(List<String> names) throws DataFault {
        boolean needsId = operation != IngestOperation.INSERT;
        if (needsId && !names.isEmpty() && CsvFile.position(names, "id") < 0) {
            throw new DataFault("InvalidBatch : Field name not found : Id");
        }
    }

    /** Whether a record that was written was created by that, which its own id tells. */
    public boolean creates(String ownId) {
        return operation != IngestOperation.UPDATE && ownId.isEmpty();
    }

    public void save(DataOutput out) throws IOException {
        out.writeUTF(operation.name());
        out.writeUTF(table.name());
        form.save(out);
        out.writeUTF(version);
    }

    public static IngestDescription load(DataInput in, Schema schema) throws IOException {
        var operation = Columns.readEnum(in, IngestOperation.class);
        var name = in.readUTF();
        var form = CsvForm.load(in);
        var version = in.readUTF();
        var table = schema.at(version).table(name);
        if (table == null) {
            throw new IOException("there is no object " + name);
        }
        return new IngestDescription(operation, table, form, version);
    }
}
