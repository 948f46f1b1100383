package io.pushwave.simulator.soql.parser;

/**
 * A piece of a query.
 *
 * @param text as written; for a {@link Kind#TEXT} without the quotes, but with its escapes
 * @param at position in the query, from 0
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        /** A keyword, field, path, date literal name or alias; paths keep their dots. */
        WORD,
        TEXT,
        NUMBER,
        DATE_TIME,
        /** One of ( ) , : = != < <= > >=. */
        SYMBOL,
        END
    }

    boolean is(String word) {
        return switch (kind) {
            case WORD -> text.equalsIgnoreCase(word);
            case SYMBOL -> text.equals(word);
            case TEXT, NUMBER, DATE_TIME, END -> false;
        };
    }
}
