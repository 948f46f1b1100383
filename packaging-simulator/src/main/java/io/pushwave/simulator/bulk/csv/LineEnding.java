package io.pushwave.simulator.bulk.csv;

/** What ends a line of a job's CSV; the constants are the API's words. */
public enum LineEnding {
    LF("\n"),
    CRLF("\r\n");

    private final String text;

    LineEnding(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
