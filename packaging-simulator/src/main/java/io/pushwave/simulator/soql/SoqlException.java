package io.pushwave.simulator.soql;

/** A query that Salesforce would refuse, with its error code and words. */
public final class SoqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int NOWHERE = -1;

    private final String code;
    private final String text;
    private final int at;
    private final boolean syntax;

    private SoqlException(String code, String message, int at, boolean syntax) {
        super(message, null, false, false);
        this.code = code;
        this.text = message;
        this.at = at;
        this.syntax = syntax;
    }

    /** A refusal of the whole query. */
    public SoqlException(String code, String message) {
        this(code, message, NOWHERE, false);
    }

    /**
     * A refusal of a part of the query.
     *
     * @param at position of what is refused, from 0
     */
    public SoqlException(String code, String message, int at) {
        this(code, message, at, false);
    }

    public static SoqlException malformed(String message) {
        return new SoqlException("MALFORMED_QUERY", message);
    }

    /**
     * A refusal as MALFORMED_QUERY.
     *
     * @param at position of what is refused, from 0
     */
    public static SoqlException malformed(String message, int at) {
        return new SoqlException("MALFORMED_QUERY", message, at);
    }

    /** What the grammar refuses; Salesforce's parser counts columns from 0 there, and from 1 everywhere else. */
    public static SoqlException syntax(String message, int at) {
        return new SoqlException("MALFORMED_QUERY", message, at, true);
    }

    /** The same with the excerpt of the query that Salesforce puts before its words, if the refusal has a place. */
    public SoqlException shownIn(String query) {
        return at == NOWHERE ? this : new SoqlException(code, Excerpt.of(query, at, syntax) + text, NOWHERE, syntax);
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
