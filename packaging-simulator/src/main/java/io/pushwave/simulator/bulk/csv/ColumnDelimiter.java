package io.pushwave.simulator.bulk.csv;

/** What separates the columns of a job's CSV; the constants are the API's words. */
public enum ColumnDelimiter {
    BACKQUOTE('`'),
    CARET('^'),
    COMMA(','),
    PIPE('|'),
    SEMICOLON(';'),
    TAB('\t');

    private final char character;

    ColumnDelimiter(char character) {
        this.character = character;
    }

    public char character() {
        return character;
    }
}
