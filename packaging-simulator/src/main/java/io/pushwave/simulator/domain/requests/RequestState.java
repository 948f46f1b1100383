package io.pushwave.simulator.domain.requests;

import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where a push request is in its life. Each state has only the transitions that leave it; what a client may ask for is
 * decided in {@link StatusChange}.
 *
 * <pre>
 * Created ─activate─▶ Pending ─start─▶ InProgress ─succeed─▶ Succeeded
 *    │                   │                  └────fail─────▶ Failed
 *    └──────cancel───────┴─▶ Canceled
 * </pre>
 *
 * <p>Times are milliseconds since the epoch, simulated.
 */
public sealed interface RequestState {

    PushStatus status();

    /** Jobs may be added, nothing happens by itself. */
    record Created() implements RequestState {
        @Override
        public PushStatus status() {
            return PushStatus.CREATED;
        }

        public Pending activate(long startsAt) {
            return new Pending(startsAt);
        }

        Canceled cancel() {
            return new Canceled();
        }
    }

    /** Waits until the first instance starts its jobs, not before {@code startsAt}. */
    record Pending(long startsAt) implements RequestState {
        @Override
        public PushStatus status() {
            return PushStatus.PENDING;
        }

        public Pending reschedule(long newStart) {
            return new Pending(newStart);
        }

        public InProgress start(long at) {
            return new InProgress(at);
        }

        Canceled cancel() {
            return new Canceled();
        }
    }

    /** Its jobs wait for their instance, run, or have ended. */
    record InProgress(long startedAt) implements RequestState {
        @Override
        public PushStatus status() {
            return PushStatus.IN_PROGRESS;
        }

        public Succeeded succeed() {
            return new Succeeded();
        }

        public Failed fail() {
            return new Failed();
        }
    }

    /** Every job succeeded. */
    record Succeeded() implements RequestState {
        @Override
        public PushStatus status() {
            return PushStatus.SUCCEEDED;
        }
    }

    /** At least one job failed. */
    record Failed() implements RequestState {
        @Override
        public PushStatus status() {
            return PushStatus.FAILED;
        }
    }

    /** Taken back before it began. */
    record Canceled() implements RequestState {
        @Override
        public PushStatus status() {
            return PushStatus.CANCELED;
        }
    }

    /** Writes it into a snapshot. */
    default void save(DataOutput out) throws IOException {
        out.writeUTF(status().name());
        switch (this) {
            case Pending(long startsAt) -> out.writeLong(startsAt);
            case InProgress(long startedAt) -> out.writeLong(startedAt);
            case Created _, Succeeded _, Failed _, Canceled _ -> {
                // Nothing but their status.
            }
        }
    }

    /** Reads one from a snapshot. */
    static RequestState load(DataInput in) throws IOException {
        return switch (Columns.readEnum(in, PushStatus.class)) {
            case CREATED -> new Created();
            case PENDING -> new Pending(in.readLong());
            case IN_PROGRESS -> new InProgress(in.readLong());
            case SUCCEEDED -> new Succeeded();
            case FAILED -> new Failed();
            case CANCELED -> new Canceled();
        };
    }
}
