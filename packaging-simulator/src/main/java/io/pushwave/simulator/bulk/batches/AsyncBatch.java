package io.pushwave.simulator.bulk.batches;

import io.pushwave.simulator.bulk.batches.AsyncBatchState.Queued;
import io.pushwave.simulator.bulk.csv.CsvFile;
import io.pushwave.simulator.bulk.csv.DataFault;
import io.pushwave.simulator.bulk.records.IngestDescription;
import io.pushwave.simulator.bulk.records.RecordFormat;
import io.pushwave.simulator.bulk.records.RecordOutcomes;
import io.pushwave.simulator.bulk.records.RecordSink;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch of a job of Bulk API 1.0: what came, and what became of it. Times are milliseconds since the epoch, simulated. */
public final class AsyncBatch {
    private final long number;
    private final byte[] data;
    private final long createdAt;
    private long modifiedAt;
    private AsyncBatchState state;
    private int retries;
    private RecordOutcomes outcomes = new RecordOutcomes();
    private byte @Nullable [] rows;
    private int rowsFound;

    AsyncBatch(long number, byte[] data, long createdAt, Queued state) {
        this.number = number;
        this.data = data;
        this.createdAt = createdAt;
        this.modifiedAt = createdAt;
        this.state = state;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(number);
        Columns.writeBytes(out, data, data.length);
        out.writeLong(createdAt);
        out.writeLong(modifiedAt);
        state.save(out);
        out.writeInt(retries);
        outcomes.save(out);
        out.writeBoolean(rows != null);
        if (rows != null) {
            Columns.writeBytes(out, rows, rows.length);
            out.writeInt(rowsFound);
        }
    }

    static AsyncBatch load(DataInput in) throws IOException {
        var loaded = new AsyncBatch(in.readLong(), Columns.readBytes(in), in.readLong(), new Queued(0));
        loaded.modifiedAt = in.readLong();
        loaded.state = AsyncBatchState.load(in);
        loaded.retries = in.readInt();
        loaded.outcomes = RecordOutcomes.load(in);
        if (in.readBoolean()) {
            loaded.rows = Columns.readBytes(in);
            loaded.rowsFound = in.readInt();
        }
        return loaded;
    }

    /** 18 characters. */
    public String id() {
        return SalesforceId.longId(SalesforceId.BULK_BATCH, number);
    }

    /** Of the one result of a query; 15 characters, as in the documentation's samples. */
    public String resultId() {
        return SalesforceId.shortId(SalesforceId.BULK_RESULT, number);
    }

    /** Counts the batches of all jobs, from 1. */
    long number() {
        return number;
    }

    /** As it came. */
    public byte[] data() {
        return data;
    }

    public long createdAt() {
        return createdAt;
    }

    public long modifiedAt() {
        return modifiedAt;
    }

    public AsyncBatchState state() {
        return state;
    }

    /** Attempts that were made again. */
    public int retries() {
        return retries;
    }

    public int recordsProcessed() {
        return rows == null ? outcomes.size() : rowsFound;
    }

    public int recordsFailed() {
        return outcomes.failures();
    }

    /** What a query found, in the job's format; {@code null} unless the batch is a query's and complete. */
    public byte @Nullable [] rows() {
        return rows;
    }

    int bytes() {
        return data.length + (rows == null ? 0 : rows.length);
    }

    void enter(AsyncBatchState next, long now) {
        state = next;
        modifiedAt = now;
    }

    void countRetry() {
        retries++;
    }

    void found(byte[] found, int size) {
        rows = found;
        rowsFound = size;
    }

    /**
     * Counts the records and looks at the names of their fields.
     *
     * @param most records
     * @throws DataFault if no record can be taken from it
     */
    int count(RecordFormat format, IngestDescription description, boolean header, int most) throws DataFault {
        var counted = new int[1];
        format.read(data, (names, _) -> {
            if (counted[0] == 0 && header) {
                description.requireId(names);
            }
            description.requireFields(names);
            counted[0]++;
        });
        if (counted[0] > most) {
            // The library of Salesforce that says so counts the header too.
            throw new DataFault("InvalidBatch : Exceeded number of records : " + (counted[0] + 1)
                    + ". Number of records should be less than or equal to " + (most + 1));
        }
        if (counted[0] == 0) {
            throw new DataFault("InvalidBatch : Records not found in the batch");
        }
        return counted[0];
    }

    /** Writes the records. */
    void write(RecordFormat format, IngestDescription description, RecordSink sink) throws DataFault {
        format.read(data, (names, values) -> {
            var answer = values.size() > names.size()
                    ? Answer.refused("INVALID_FIELD", "The record has more values than the header has columns")
                    : sink.write(description, names, values);
            switch (answer) {
                case Answer.Done(int row) -> outcomes.addWritten(row);
                case Answer.Refused(var refusal) -> outcomes.addRefused(refusal);
            }
        });
    }

    /** What became of the records, in the order in which they came. */
    void readOutcomes(RecordFormat format, IngestDescription description, Outcomes reader) throws DataFault {
        var read = new int[1];
        format.read(data, (names, values) -> {
            int record = read[0]++;
            var id = ownId(names, values);
            if (outcomes.isWritten(record)) {
                reader.written(description.table().id(outcomes.row(record)), description.creates(id));
            } else {
                reader.refused(id, outcomes.refusal(record), outcomes.error(record));
            }
        });
    }

    private static String ownId(List<String> names, List<String> values) {
        int position = CsvFile.position(names, "id");
        return position < 0 || position >= values.size() ? "" : values.get(position);
    }

    /** Takes what became of records. */
    public interface Outcomes {
        void written(String id, boolean created);

        /**
         * Takes one that was refused.
         *
         * @param id its own; empty if it had none
         * @param text the refusal as in {@code CODE:message:field --}
         */
        void refused(String id, Refusal refusal, String text);
    }
}
