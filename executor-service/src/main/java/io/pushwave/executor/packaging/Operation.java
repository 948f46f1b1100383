package io.pushwave.executor.packaging;

import io.pushwave.executor.domain.CallPurpose;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of calls, as metrics and the budget tell them apart. */
enum Operation {
    LOGIN(false, null),
    VERSIONS(true, null),
    CREATE_REQUEST(false, CallPurpose.PUSHING),
    ADD_JOBS(false, CallPurpose.PUSHING),
    WRITE_BULK_JOB(false, CallPurpose.PUSHING),
    CHECK_BULK_JOB(true, CallPurpose.PUSHING),
    /** Activating. */
    CHANGE_STATUS(false, CallPurpose.PUSHING),
    /** Cancelling, and the two reads that it may need, go as far as following: an abort is never short of calls. */
    CANCEL_REQUEST(false, CallPurpose.FOLLOWING),
    CHECK_STATUS(true, CallPurpose.FOLLOWING),
    CHECK_PACKAGE(true, CallPurpose.FOLLOWING),
    CHECK_REQUEST(true, CallPurpose.PUSHING),
    FOLLOW_JOBS(true, CallPurpose.FOLLOWING),
    LIST_SUBSCRIBERS(true, CallPurpose.INVENTORY);

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

    /** What it is made for; empty if it does not count against the daily limit. */
    Optional<CallPurpose> purpose() {
        return purpose;
    }

    /** The value of the metric tag {@code operation}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
