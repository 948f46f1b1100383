package io.pushwave.simulator.bulk.batches;

/** What the batches of a job of Bulk API 1.0 are written in; the constants are the API's words. */
public enum AsyncContent {
    CSV("text/csv"),
    JSON("application/json"),
    XML("application/xml");

    private final String mediaType;

    AsyncContent(String mediaType) {
        this.mediaType = mediaType;
    }

    /** As in a Content-Type, without parameters. */
    public String mediaType() {
        return mediaType;
    }
}
