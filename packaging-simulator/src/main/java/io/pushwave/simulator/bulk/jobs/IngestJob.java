package io.pushwave.simulator.bulk.jobs;

import io.pushwave.simulator.bulk.csv.CsvFile;
import io.pushwave.simulator.bulk.csv.DataFault;
import io.pushwave.simulator.bulk.jobs.IngestState.Ended;
import io.pushwave.simulator.bulk.queue.JobKind;
import io.pushwave.simulator.bulk.queue.KeptJob;
import io.pushwave.simulator.bulk.records.IngestDescription;
import io.pushwave.simulator.bulk.records.RecordOutcomes;
import io.pushwave.simulator.bulk.records.RecordSink;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.query.objects.Schema;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ingest job: its file, how far it has come, what became of its records. Times are milliseconds since the epoch, simulated. */
public final class IngestJob extends KeptJob {
    private static final byte[] NO_DATA = new byte[0];

    private final IngestDescription description;
    private IngestState state = new IngestState.Open();
    private boolean uploaded;
    private byte[] data = NO_DATA;
    private @Nullable CsvFile file;
    private List<String> columns = List.of();
    private RecordOutcomes outcomes = new RecordOutcomes();
    private int batchesDone;
    private int retries;

    IngestJob(int number, IngestDescription description, long createdAt) {
        super(number, createdAt);
        this.description = description;
    }

    @Override
    public JobKind kind() {
        return JobKind.INGEST;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(number());
        description.save(out);
        out.writeLong(createdAt());
        out.writeLong(modifiedAt());
        state.save(out);
        out.writeBoolean(uploaded);
        Columns.writeBytes(out, data, data.length);
        out.writeInt(file == null ? 0 : file.batchRecords());
        outcomes.save(out);
        out.writeInt(batchesDone);
        out.writeInt(retries);
    }

    public static IngestJob load(DataInput in, Schema schema) throws IOException {
        var loaded = new IngestJob(in.readInt(), IngestDescription.load(in, schema), in.readLong());
        loaded.modified(in.readLong());
        loaded.state = IngestState.load(in);
        loaded.uploaded = in.readBoolean();
        loaded.data = Columns.readBytes(in);
        int batchRecords = in.readInt();
        if (batchRecords > 0) {
            try {
                loaded.open(batchRecords);
            } catch (DataFault fault) {
                throw new IOException("the file of job " + loaded.id() + " has a fault", fault);
            }
        }
        loaded.outcomes = RecordOutcomes.load(in);
        loaded.batchesDone = in.readInt();
        loaded.retries = in.readInt();
        return loaded;
    }

    public IngestDescription description() {
        return description;
    }

    public IngestState state() {
        return state;
    }

    /** Attempts at batches that were made again. */
    public int retries() {
        return retries;
    }

    public int recordsProcessed() {
        return outcomes.size();
    }

    public int recordsFailed() {
        return outcomes.failures();
    }

    /** Simulated milliseconds from the end of the upload to the end of the job, or until now. */
    public long totalProcessingMillis(long now) {
        return switch (state) {
            case IngestState.Open _ -> 0;
            case IngestState.UploadComplete(long closedAt, long _) -> now - closedAt;
            case IngestState.InProgress(long closedAt, long _, var _) -> now - closedAt;
            case IngestState.JobComplete(var times) -> times.endedAt() - times.closedAt();
            case IngestState.Failed(var times, var _) -> times.endedAt() - times.closedAt();
            case IngestState.Aborted(var times) -> times.endedAt() - times.closedAt();
        };
    }

    /** The part of {@link #totalProcessingMillis} that was not spent in the queue. */
    public long activeProcessingMillis(long now) {
        return switch (state) {
            case IngestState.Open _, IngestState.UploadComplete _ -> 0;
            case IngestState.InProgress(long _, long begunAt, var _) -> now - begunAt;
            case IngestState.JobComplete(var times) -> times.endedAt() - times.begunAt();
            case IngestState.Failed(var times, var _) -> times.endedAt() - times.begunAt();
            case IngestState.Aborted(var times) -> times.endedAt() - times.begunAt();
        };
    }

    @Override
    public boolean hasEnded() {
        return switch (state) {
            case IngestState.Open _, IngestState.UploadComplete _, IngestState.InProgress _ -> false;
            case IngestState.JobComplete _, IngestState.Failed _, IngestState.Aborted _ -> true;
        };
    }

    boolean isUploaded() {
        return uploaded;
    }

    @Override
    public int bytes() {
        return data.length;
    }

    void upload(byte[] bytes, long now) {
        data = bytes;
        uploaded = true;
        modified(now);
    }

    void enter(IngestState next, long now) {
        state = next;
        modified(now);
    }

    void abort(long now) {
        enter(
                new IngestState.Aborted(
                        switch (state) {
                            case IngestState.Open _ -> new Ended(now, now, now);
                            case IngestState.UploadComplete(long closedAt, long _) -> new Ended(closedAt, now, now);
                            case IngestState.InProgress(long closedAt, long begunAt, var _) ->
                                new Ended(closedAt, begunAt, now);
                            case IngestState.JobComplete _, IngestState.Failed _, IngestState.Aborted _ ->
                                throw new IllegalStateException("job " + id() + " has ended");
                        }),
                now);
    }

    void countRetry() {
        retries++;
    }

    /**
     * Cuts the file and looks at its header.
     *
     * @throws DataFault if no record can be taken from it
     */
    CsvFile open(int batchRecords) throws DataFault {
        var cut = CsvFile.cut(data, description.form(), batchRecords);
        var names = cut.columns();
        description.requireFields(names);
        description.requireId(names);
        file = cut;
        columns = names;
        return cut;
    }

    CsvFile file() {
        if (file == null) {
            throw new IllegalStateException("the file of job " + id() + " has not been opened");
        }
        return file;
    }

    /** Writes the records of the next batch. */
    void workOff(RecordSink sink) {
        file().readBatch(batchesDone, record -> {
            var values = record.toList();
            var answer = values.size() > columns.size()
                    ? Answer.refused("INVALID_FIELD", "The record has more values than the header has columns")
                    : sink.write(description, columns, values);
            switch (answer) {
                case Answer.Done(int row) -> outcomes.addWritten(row);
                case Answer.Refused(var refusal) -> outcomes.addRefused(refusal);
            }
        });
        batchesDone++;
    }

    int batchesDone() {
        return batchesDone;
    }

    /** What became of the records, as files. */
    public IngestResults results() {
        return new IngestResults(description, data, file, columns, outcomes, batchesDone);
    }
}
