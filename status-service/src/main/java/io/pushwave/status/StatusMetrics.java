package io.pushwave.status;

/** The names of the meters, as registered. */
public final class StatusMetrics {
    /** Counter by {@link #TOPIC}: messages folded into the view and committed. */
    public static final String VIEW_FOLDED = "pushwave_view_folded_total";

    /**
     * Gauge by {@link #TOPIC}: seconds since the oldest record was written that is not folded yet, 0 if there is none. Measured at
     * the log's end, so that it grows also if the consumers are stuck; not a number while the broker cannot be asked.
     */
    public static final String VIEW_LAG = "pushwave_view_lag_seconds";

    /** Gauge: live streams that are open in this instance. */
    public static final String OPEN_STREAMS = "pushwave_view_open_streams";

    /** Tag: the topic that a message came on. */
    public static final String TOPIC = "topic";

    private StatusMetrics() {}
}
