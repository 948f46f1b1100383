package io.pushwave.executor.salesforce;

/** How a call to Salesforce can fail, by what is to be done about it. */
public enum ApiFailure {
    /** It will never work; the caller takes the answer as final. */
    REJECTED(Severity.WARNING, false),
    /** A limit was reached; nothing was done. Later, and not at once. */
    THROTTLED(Severity.WARNING, true),
    /** Salesforce could not be reached or could not answer; nothing was done. */
    UNAVAILABLE(Severity.WARNING, true),
    /** The org that was logged in to does not own the package; nothing was done. Somebody has to change the login. */
    WRONG_ORG(Severity.WARNING, true),
    /** The call may have worked: look before doing anything else. */
    UNKNOWN_OUTCOME(Severity.WARNING, true),
    /** An answer that we do not understand, or a question that Salesforce does not: somebody has to change this program. */
    BUG(Severity.ERROR, true);

    /** How loudly it is logged. */
    public enum Severity {
        WARNING,
        ERROR
    }

    private final Severity severity;
    private final boolean passing;

    ApiFailure(Severity severity, boolean passing) {
        this.severity = severity;
        this.passing = passing;
    }

    public Severity severity() {
        return severity;
    }

    /** Whether the step is tried again after a while. */
    public boolean passing() {
        return passing;
    }

    /** The value of the metric tag {@code failure}. */
    public String tag() {
        return switch (this) {
            case REJECTED -> "rejected";
            case THROTTLED -> "throttled";
            case UNAVAILABLE -> "unavailable";
            case WRONG_ORG -> "wrong-org";
            case UNKNOWN_OUTCOME -> "unknown-outcome";
            case BUG -> "bug";
        };
    }
}
