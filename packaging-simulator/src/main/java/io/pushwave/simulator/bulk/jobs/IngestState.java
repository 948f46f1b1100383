package io.pushwave.simulator.bulk.jobs;

import io.pushwave.simulator.bulk.queue.BatchAttempt;
import io.pushwave.simulator.domain.columns.LongText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where an ingest job is in its life.
 *
 * <pre>
 * Open ─close─▶ UploadComplete ─begin─▶ InProgress ─complete─▶ JobComplete
 *   │                 │                  │   └──────fail─────▶ Failed
 *   └──────abort──────┴───────abort──────┴─▶ Aborted
 * </pre>
 *
 * <p>Times are milliseconds since the epoch, simulated.
 */
public sealed interface IngestState {

    String apiName();

    /** Data may be uploaded. */
    record Open() implements IngestState {
        @Override
        public String apiName() {
            return "Open";
        }

        UploadComplete close(long at, long beginsAt) {
            return new UploadComplete(at, beginsAt);
        }
    }

    /** Waits in the queue. */
    record UploadComplete(long closedAt, long beginsAt) implements IngestState {
        @Override
        public String apiName() {
            return "UploadComplete";
        }

        InProgress begin(BatchAttempt attempt) {
            return new InProgress(closedAt, beginsAt, attempt);
        }

        JobComplete complete(long at) {
            return new JobComplete(new Ended(closedAt, at, at));
        }

        Failed fail(long at, String message) {
            return new Failed(new Ended(closedAt, at, at), message);
        }
    }

    /** Its batches are worked off, one after the other. */
    record InProgress(long closedAt, long begunAt, BatchAttempt attempt) implements IngestState {
        @Override
        public String apiName() {
            return "InProgress";
        }

        InProgress next(BatchAttempt next) {
            return new InProgress(closedAt, begunAt, next);
        }

        JobComplete complete(long at) {
            return new JobComplete(new Ended(closedAt, begunAt, at));
        }

        Failed fail(long at, String message) {
            return new Failed(new Ended(closedAt, begunAt, at), message);
        }
    }

    /** Every record was written or refused. */
    record JobComplete(Ended times) implements IngestState {
        @Override
        public String apiName() {
            return "JobComplete";
        }
    }

    /** Could not be worked off to its end; what was written stays. */
    record Failed(Ended times, String message) implements IngestState {
        @Override
        public String apiName() {
            return "Failed";
        }
    }

    /** Stopped by a client; what was written stays. */
    record Aborted(Ended times) implements IngestState {
        @Override
        public String apiName() {
            return "Aborted";
        }
    }

    /** Writes its name and what it knows. */
    default void save(DataOutput out) throws IOException {
        out.writeUTF(apiName());
        switch (this) {
            case Open _ -> {
                // It knows nothing.
            }
            case UploadComplete(long closedAt, long beginsAt) -> {
                out.writeLong(closedAt);
                out.writeLong(beginsAt);
            }
            case InProgress(long closedAt, long begunAt, var attempt) -> {
                out.writeLong(closedAt);
                out.writeLong(begunAt);
                attempt.save(out);
            }
            case JobComplete(var times) -> times.save(out);
            case Failed(var times, var message) -> {
                times.save(out);
                LongText.write(out, message);
            }
            case Aborted(var times) -> times.save(out);
        }
    }

    static IngestState load(DataInput in) throws IOException {
        var name = in.readUTF();
        return switch (name) {
            case "Open" -> new Open();
            case "UploadComplete" -> new UploadComplete(in.readLong(), in.readLong());
            case "InProgress" -> new InProgress(in.readLong(), in.readLong(), BatchAttempt.load(in));
            case "JobComplete" -> new JobComplete(Ended.load(in));
            case "Failed" -> new Failed(Ended.load(in), LongText.read(in));
            case "Aborted" -> new Aborted(Ended.load(in));
            default -> throw new IOException("'" + name + "' is no state of an ingest job");
        };
    }

    /** The three times of a job that has ended; those that it never saw are its end. */
    record Ended(long closedAt, long begunAt, long endedAt) {
        void save(DataOutput out) throws IOException {
            out.writeLong(closedAt);
            out.writeLong(begunAt);
            out.writeLong(endedAt);
        }

        static Ended load(DataInput in) throws IOException {
            return new Ended(in.readLong(), in.readLong(), in.readLong());
        }
    }
}
