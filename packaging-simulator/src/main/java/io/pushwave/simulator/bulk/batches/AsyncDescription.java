package io.pushwave.simulator.bulk.batches;

import io.pushwave.simulator.bulk.records.IngestOperation;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.query.objects.SObjectTable;
import io.pushwave.simulator.query.objects.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What a job of Bulk API 1.0 was created to do.
 *
 * @param serial whether its batches are worked off one after the other
 * @param retried whether batches that time out are tried again
 * @param version of the API that it was created with, as in {@code v66.0}
 */
public record AsyncDescription(AsyncWork work, AsyncContent content, boolean serial, boolean retried, String version) {

    void save(DataOutput out) throws IOException {
        out.writeUTF(work.table().name());
        switch (work) {
            case AsyncWork.Load(var what, var _) -> {
                out.writeBoolean(true);
                out.writeUTF(what.name());
            }
            case AsyncWork.Query(var operation, var _) -> {
                out.writeBoolean(false);
                out.writeUTF(operation);
            }
        }
        out.writeUTF(content.name());
        out.writeBoolean(serial);
        out.writeBoolean(retried);
        out.writeUTF(version);
    }

    static AsyncDescription load(DataInput in, Schema schema) throws IOException {
        var name = in.readUTF();
        var table = schema.table(name);
        if (table == null) {
            throw new IOException("there is no object " + name);
        }
        var work = work(in, table);
        return new AsyncDescription(
                work, Columns.readEnum(in, AsyncContent.class), in.readBoolean(), in.readBoolean(), in.readUTF());
    }

    private static AsyncWork work(DataInput in, SObjectTable table) throws IOException {
        return in.readBoolean()
                ? new AsyncWork.Load(Columns.readEnum(in, IngestOperation.class), table)
                : new AsyncWork.Query(in.readUTF(), table);
    }
}
