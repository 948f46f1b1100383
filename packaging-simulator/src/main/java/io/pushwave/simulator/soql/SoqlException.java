package io.pushwave.simulator.soql;

/** A query that Salesforce would refuse, with its error code and words. */
public final class SoqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String text;

    public SoqlException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.text = message;
    }

    public static SoqlException malformed(String message) {
        return new SoqlException("MALFORMED_QUERY", message);
    }

    /** What is wrong, for the person who wrote the query. */
    public String text() {
        return text;
    }

    /** MALFORMED_QUERY and its kin. */
    public String code() {
        return code;
    }
}
