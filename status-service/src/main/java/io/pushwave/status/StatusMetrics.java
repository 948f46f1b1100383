package io.pushwave.status;

/** The names of the meters, as registered. */
public final class StatusMetrics {
    /** Counter by {@link #TOPIC}: messages folded into the view and committed. */
    public static final String VIEW_FOLDED = "pushwave_view_folded_total";

    /**
     * Gauge by {@link #TOPIC}: seconds between what the newest folded message tells and its folding. How late the view was,
     * not how late it is: it stands still while nothing happens.
     */
    public static final String VIEW_LAG = "pushwave_view_lag_seconds";

    /** Gauge: live streams that are open in this instance. */
    public static final String OPEN_STREAMS = "pushwave_view_open_streams";

    /** Tag: the topic that a message came on. */
    public static final String TOPIC = "topic";

    private StatusMetrics() {}
}
