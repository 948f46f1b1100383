package io.pushwave.simulator.faults;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.faults.Subject.Kind;
import org.jspecify.annotations.Nullable;

/** What a rule does to what it strikes. */
public sealed interface Effect {
    /** Evidence: CumulusCI issue 294. */
    Refusal SOMETHING_BAD =
            Refusal.of("UNKNOWN_EXCEPTION", "Something bad has happened. Please verify your input and try again.");

    /** Evidence: Salesforce's knowledge article on lock contention. */
    Refusal LOCKED = Refusal.of("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record");

    /** As rules name it. */
    String name();

    /** What it can be done to; a rule looks at nothing else. */
    default boolean fits(Kind kind) {
        return kind != Kind.BULK_ATTEMPT && kind != Kind.BULK_BATCH && kind != Kind.BULK_QUERY;
    }

    /** The failures that it means for single records, or {@code null} if it is not about records. */
    default @Nullable RecordFault records(Kind kind, long bits) {
        return null;
    }

    /** Answers with an error status, 500, 502 or 503; nothing else happens. */
    record Status(int code) implements Effect {
        @Override
        public String name() {
            return "status";
        }
    }

    /** Answers with a page for people, as a proxy does; nothing else happens. */
    record Html(int code) implements Effect {
        @Override
        public String name() {
            return "html";
        }
    }

    /** The connection is closed and nothing happened. */
    record ResetBeforeEffect() implements Effect {
        @Override
        public String name() {
            return "resetBeforeEffect";
        }
    }

    /** What was asked is done, and the connection is closed without an answer. */
    record ResetAfterEffect() implements Effect {
        @Override
        public String name() {
            return "resetAfterEffect";
        }
    }

    /** What was asked is done, and the connection is closed in the middle of the answer. */
    record Truncated() implements Effect {
        @Override
        public String name() {
            return "truncated";
        }
    }

    /** The call waits before anything is done. */
    record Delay(Latency latency) implements Effect {
        @Override
        public String name() {
            return "latency";
        }
    }

    /** The session is ended and the call refused. */
    record Unauthorized() implements Effect {
        @Override
        public String name() {
            return "unauthorized";
        }
    }

    /** Refused as if the daily budget were used up. */
    record RequestLimit() implements Effect {
        @Override
        public String name() {
            return "requestLimit";
        }
    }

    /** Refused as if too many long calls were running. */
    record ConcurrentLimit() implements Effect {
        @Override
        public String name() {
            return "concurrentLimit";
        }
    }

    /** No record could be locked for writing. */
    record LockRow() implements Effect {
        @Override
        public String name() {
            return "lockRow";
        }

        @Override
        public boolean fits(Kind kind) {
            return kind == Kind.WRITE || kind == Kind.COLLECTION || kind == Kind.BULK_BATCH;
        }

        @Override
        public RecordFault records(Kind kind, long bits) {
            return new RecordFault(new RecordFault.Which.Every(1), LOCKED, bits);
        }
    }

    /** The query took too long. */
    record QueryTimeout() implements Effect {
        @Override
        public String name() {
            return "queryTimeout";
        }

        @Override
        public boolean fits(Kind kind) {
            return kind == Kind.QUERY || kind == Kind.BULK_QUERY;
        }
    }

    /** The query is refused as one that cannot be. */
    record RefuseQuery(Refusal refusal) implements Effect {
        @Override
        public String name() {
            return "refuseQuery";
        }

        @Override
        public boolean fits(Kind kind) {
            return kind == Kind.QUERY || kind == Kind.BULK_QUERY;
        }
    }

    /** The locator of the next page is gone, from then on. */
    record InvalidLocator() implements Effect {
        @Override
        public String name() {
            return "invalidLocator";
        }

        @Override
        public boolean fits(Kind kind) {
            return kind == Kind.NEXT_PAGE;
        }
    }

    /** "Something bad has happened": every record of a collection or batch fails; any other call is answered with 500. */
    record SomethingBad() implements Effect {
        @Override
        public String name() {
            return "somethingBad";
        }

        @Override
        public boolean fits(Kind kind) {
            return kind != Kind.BULK_ATTEMPT && kind != Kind.BULK_QUERY;
        }

        @Override
        public @Nullable RecordFault records(Kind kind, long bits) {
            return kind == Kind.COLLECTION || kind == Kind.BULK_BATCH
                    ? new RecordFault(new RecordFault.Which.Every(1), SOMETHING_BAD, bits)
                    : null;
        }
    }

    /** Some records fail, the others are written. */
    record FailRecords(RecordFault.Which which, Refusal refusal) implements Effect {
        @Override
        public String name() {
            return "failRecords";
        }

        @Override
        public boolean fits(Kind kind) {
            return kind == Kind.WRITE || kind == Kind.COLLECTION || kind == Kind.BULK_BATCH;
        }

        @Override
        public RecordFault records(Kind kind, long bits) {
            return new RecordFault(which, refusal, bits);
        }
    }

    /** An attempt to work off a batch of a bulk job takes too long; Salesforce tries again by itself. */
    record BulkBatchTimeout() implements Effect {
        @Override
        public String name() {
            return "bulkBatchTimeout";
        }

        @Override
        public boolean fits(Kind kind) {
            return kind == Kind.BULK_ATTEMPT;
        }
    }
}
