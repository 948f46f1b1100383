package io.pushwave.executor.salesforce.call;

import io.pushwave.executor.budget.CallPurpose;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of calls, as metrics and the budget tell them apart. */
public enum Operation {
    LOGIN(false, null),
    VERSIONS(true, null),
    CREATE_REQUEST(false, CallPurpose.PUSHING),
    ADD_JOBS(false, CallPurpose.PUSHING),
    WRITE_BULK_JOB(false, CallPurpose.PUSHING),
    CHECK_BULK_JOB(true, CallPurpose.PUSHING),
    /** Activating. */
    CHANGE_STATUS(false, CallPurpose.PUSHING),
    /** Cancelling, and the reads that it may need, go furthest: an abort is not short of calls. */
    CANCEL_REQUEST(false, CallPurpose.CANCELLING),
    CHECK_STATUS(true, CallPurpose.CANCELLING),
    CHECK_PACKAGE(true, CallPurpose.CANCELLING),
    /** Whether a creation without an answer has worked. */
    FIND_REQUEST(true, CallPurpose.CANCELLING),
    /** What lost answers left behind. */
    FIND_ORPHANS(true, CallPurpose.FOLLOWING),
    CHECK_JOBS(true, CallPurpose.PUSHING),
    FOLLOW_JOBS(true, CallPurpose.FOLLOWING),
    LIST_SUBSCRIBERS(true, CallPurpose.INVENTORY),
    /** How versions descend from each other; whoever may not read that does without. */
    READ_ANCESTRY(true, CallPurpose.INVENTORY);

    private final boolean reading;
    private final Optional<CallPurpose> purpose;

    Operation(boolean reading, @Nullable CallPurpose purpose) {
        this.reading = reading;
        this.purpose = Optional.ofNullable(purpose);
    }

    /** Whether it changes nothing in Salesforce, so that it may be repeated blindly. */
    boolean reading() {
        return reading;
    }

    /** Whether a refusal is an answer to go on with, and no trouble for anybody. */
    boolean optional() {
        return this == READ_ANCESTRY;
    }

    /** What it is made for; empty if it does not count against the daily limit. */
    Optional<CallPurpose> purpose() {
        return purpose;
    }

    /** The value of the metric tag {@code operation}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
