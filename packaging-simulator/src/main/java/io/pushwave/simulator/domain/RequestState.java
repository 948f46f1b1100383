package io.pushwave.simulator.domain;

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

        Pending activate(long startsAt) {
            return new Pending(startsAt);
        }

        Canceled cancel() {
            return new Canceled();
        }
    }

    /** Waits for its start. */
    record Pending(long startsAt) implements RequestState {
        @Override
        public PushStatus status() {
            return PushStatus.PENDING;
        }

        Pending reschedule(long newStart) {
            return new Pending(newStart);
        }

        InProgress start(long at) {
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

        Succeeded succeed() {
            return new Succeeded();
        }

        Failed fail() {
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
}
