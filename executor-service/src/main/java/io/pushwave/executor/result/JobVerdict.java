package io.pushwave.executor.result;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.executor.command.IntentState;

/** What it means for an org that its job was refused or has failed: what customers do is not the version's failure. */
public sealed interface JobVerdict {

    /** The state that the org's command ends in. */
    IntentState state();

    /** For people. */
    String sentence();

    /** The push itself came to nothing. */
    record Failed(Failure failure) implements JobVerdict {
        @Override
        public IntentState state() {
            return IntentState.FAILED;
        }

        @Override
        public String sentence() {
            return failure.failureClass() + " " + failure.errorType() + " '" + failure.title() + "': "
                    + failure.message();
        }
    }

    /**
     * The org has the version, or one above it, and not by this push.
     *
     * @param reason how that is known
     */
    record Reached(String reason) implements JobVerdict {
        @Override
        public IntentState state() {
            return IntentState.REACHED;
        }

        @Override
        public String sentence() {
            return reason;
        }
    }

    /**
     * No push can reach the org, for a reason that lies in the org.
     *
     * @param message Salesforce's own words; may be empty
     */
    record LeftOut(LeftOutReason reason, String message) implements JobVerdict {
        @Override
        public IntentState state() {
            return IntentState.LEFT_OUT;
        }

        @Override
        public String sentence() {
            return reason + ": " + message;
        }
    }
}
