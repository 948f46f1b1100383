package io.pushwave.simulator.bulk.batches;

import io.pushwave.simulator.bulk.queue.BatchAttempt;
import io.pushwave.simulator.domain.columns.LongText;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where a batch of Bulk API 1.0 is in its life.
 *
 * <pre>
 * Queued ─begin─▶ InProgress ─complete─▶ Completed
 *   │               └──────fail────────▶ Failed
 *   └──────abort of the job────────────▶ NotProcessed
 * </pre>
 *
 * <p>Times are milliseconds since the epoch, simulated.
 */
public sealed interface AsyncBatchState {
    String apiName();

    /** Simulated milliseconds that it has been worked on. */
    long activeMillis(long now);

    /** Waits in the queue, and behind the batches before it if its job is serial. */
    record Queued(long beginsAt) implements AsyncBatchState {
        @Override
        public String apiName() {
            return "Queued";
        }

        @Override
        public long activeMillis(long now) {
            return 0;
        }
    }

    /** Is worked off; all its records are written, or its query is asked, at the end. */
    record InProgress(long begunAt, BatchAttempt attempt) implements AsyncBatchState {
        @Override
        public String apiName() {
            return "InProgress";
        }

        @Override
        public long activeMillis(long now) {
            return now - begunAt;
        }

        InProgress again(BatchAttempt next) {
            return new InProgress(begunAt, next);
        }

        Completed complete(long at) {
            return new Completed(begunAt, at);
        }

        Failed fail(long at, String message) {
            return new Failed(begunAt, at, message);
        }
    }

    /** Every record was written or refused, or the query's rows can be got. */
    record Completed(long begunAt, long endedAt) implements AsyncBatchState {
        @Override
        public String apiName() {
            return "Completed";
        }

        @Override
        public long activeMillis(long now) {
            return endedAt - begunAt;
        }
    }

    /** No record was written, or there are no rows. */
    record Failed(long begunAt, long endedAt, String message) implements AsyncBatchState {
        @Override
        public String apiName() {
            return "Failed";
        }

        @Override
        public long activeMillis(long now) {
            return endedAt - begunAt;
        }
    }

    /** Its job was aborted before its turn came. The word is one, as in answers that users have published. */
    record NotProcessed() implements AsyncBatchState {
        @Override
        public String apiName() {
            return "NotProcessed";
        }

        @Override
        public long activeMillis(long now) {
            return 0;
        }
    }

    /** Whether nothing more will happen to it. */
    default boolean hasEnded() {
        return switch (this) {
            case Queued _, InProgress _ -> false;
            case Completed _, Failed _, NotProcessed _ -> true;
        };
    }

    /** Writes its name and what it knows. */
    default void save(DataOutput out) throws IOException {
        out.writeUTF(apiName());
        switch (this) {
            case Queued(long beginsAt) -> out.writeLong(beginsAt);
            case InProgress(long begunAt, var attempt) -> {
                out.writeLong(begunAt);
                attempt.save(out);
            }
            case Completed(long begunAt, long endedAt) -> {
                out.writeLong(begunAt);
                out.writeLong(endedAt);
            }
            case Failed(long begunAt, long endedAt, var message) -> {
                out.writeLong(begunAt);
                out.writeLong(endedAt);
                LongText.write(out, message);
            }
            case NotProcessed _ -> {
                // It knows nothing.
            }
        }
    }

    static AsyncBatchState load(DataInput in) throws IOException {
        var name = in.readUTF();
        return switch (name) {
            case "Queued" -> new Queued(in.readLong());
            case "InProgress" -> new InProgress(in.readLong(), BatchAttempt.load(in));
            case "Completed" -> new Completed(in.readLong(), in.readLong());
            case "Failed" -> new Failed(in.readLong(), in.readLong(), LongText.read(in));
            case "NotProcessed" -> new NotProcessed();
            default -> throw new IOException("'" + name + "' is no state of a batch");
        };
    }
}
