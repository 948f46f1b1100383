package io.pushwave.simulator.bulk.jobs;

import io.pushwave.simulator.bulk.jobs.IngestState.Ended;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where a query job is in its life.
 *
 * <pre>
 * UploadComplete ─begin─▶ InProgress ─complete─▶ JobComplete
 *       │                  │   └──────fail─────▶ Failed
 *       └──────abort───────┴─▶ Aborted
 * </pre>
 *
 * <p>Times are milliseconds since the epoch, simulated.
 */
public sealed interface QueryState {

    String apiName();

    /** Waits in the queue. */
    record UploadComplete(long createdAt, long beginsAt) implements QueryState {
        @Override
        public String apiName() {
            return "UploadComplete";
        }

        InProgress begin(long endsAt) {
            return new InProgress(createdAt, beginsAt, endsAt);
        }

        Aborted abort(long at) {
            return new Aborted(new Ended(createdAt, at, at));
        }
    }

    /** Its rows are read at its end. */
    record InProgress(long createdAt, long begunAt, long endsAt) implements QueryState {
        @Override
        public String apiName() {
            return "InProgress";
        }

        JobComplete complete(long at) {
            return new JobComplete(new Ended(createdAt, begunAt, at));
        }

        Failed fail(long at) {
            return new Failed(new Ended(createdAt, begunAt, at));
        }

        Aborted abort(long at) {
            return new Aborted(new Ended(createdAt, begunAt, at));
        }
    }

    /** Its results can be got. */
    record JobComplete(Ended times) implements QueryState {
        @Override
        public String apiName() {
            return "JobComplete";
        }
    }

    /** Its results are larger than what is kept. */
    record Failed(Ended times) implements QueryState {
        @Override
        public String apiName() {
            return "Failed";
        }
    }

    /** Stopped by a client. */
    record Aborted(Ended times) implements QueryState {
        @Override
        public String apiName() {
            return "Aborted";
        }
    }

    /** Writes its name and what it knows. */
    default void save(DataOutput out) throws IOException {
        out.writeUTF(apiName());
        switch (this) {
            case UploadComplete(long createdAt, long beginsAt) -> {
                out.writeLong(createdAt);
                out.writeLong(beginsAt);
            }
            case InProgress(long createdAt, long begunAt, long endsAt) -> {
                out.writeLong(createdAt);
                out.writeLong(begunAt);
                out.writeLong(endsAt);
            }
            case JobComplete(var times) -> times.save(out);
            case Failed(var times) -> times.save(out);
            case Aborted(var times) -> times.save(out);
        }
    }

    static QueryState load(DataInput in) throws IOException {
        var name = in.readUTF();
        return switch (name) {
            case "UploadComplete" -> new UploadComplete(in.readLong(), in.readLong());
            case "InProgress" -> new InProgress(in.readLong(), in.readLong(), in.readLong());
            case "JobComplete" -> new JobComplete(Ended.load(in));
            case "Failed" -> new Failed(Ended.load(in));
            case "Aborted" -> new Aborted(Ended.load(in));
            default -> throw new IOException("'" + name + "' is no state of a query job");
        };
    }
}
