package io.pushwave.executor.packaging;

import java.util.Locale;

/** The kinds of calls, as metrics tell them apart. */
enum Operation {
    LOGIN(false),
    QUERY(true),
    CREATE_REQUEST(false),
    ADD_JOBS(false),
    CHANGE_STATUS(false);

    private final boolean reading;

    Operation(boolean reading) {
        this.reading = reading;
    }

    /** Whether it changes nothing in Salesforce, so that it may be repeated blindly. */
    boolean reading() {
        return reading;
    }

    /** The value of the metric tag {@code operation}. */
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
