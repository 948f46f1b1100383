package io.pushwave.messaging;

/** The names of the meters, as registered; Prometheus shows counters with {@code _total}. */
public final class MessagingMetrics {
    /** Gauge: rows of the outbox that are not published, counted up to a million. */
    public static final String OUTBOX_UNPUBLISHED = "pushwave_outbox_unpublished";

    /** Gauge: age of the oldest unpublished row in seconds, 0 if there is none. */
    public static final String OUTBOX_OLDEST_SECONDS = "pushwave_outbox_oldest_seconds";

    /** Gauge: rows that are set aside, because the broker refuses them for good or one of their key before them. */
    public static final String OUTBOX_PARKED = "pushwave_outbox_parked";

    /** Counter: rows that this instance published and removed. */
    public static final String OUTBOX_PUBLISHED = "pushwave_outbox_published_total";

    /** Counter: batches whose sending failed, whole or in part, and that are begun anew. */
    public static final String OUTBOX_FAILURES = "pushwave_outbox_failures_total";

    /** Gauge: 1 while this instance is the publisher, else 0. */
    public static final String OUTBOX_PUBLISHING = "pushwave_outbox_publishing";

    /** Counter by {@link #CONSUMER}: messages handed to a handler whose transaction committed. */
    public static final String INBOX_RECEIVED = "pushwave_inbox_received_total";

    /** Counter by {@link #CONSUMER}: deliveries of messages that were handled before. */
    public static final String INBOX_DUPLICATES = "pushwave_inbox_duplicates_total";

    /** Counter by {@link #CONSUMER}: transient failures after which a batch was tried again. */
    public static final String INBOX_RETRIES = "pushwave_inbox_retries_total";

    /** Counter by {@link #TOPIC} and {@link #CONSUMER}: records given up. */
    public static final String DEAD_LETTERS = "pushwave_dead_letters_total";

    /** Gauge by {@link #CONSUMER} and {@link #TOPIC}: records of the log that are not in the consumer's state. */
    public static final String CONSUMER_UNREAD = "pushwave_consumer_unread";

    /** Gauge by {@link #CONSUMER} and {@link #TOPIC}: age of the oldest of them in seconds, 0 if there is none. */
    public static final String CONSUMER_OLDEST_UNREAD_SECONDS = "pushwave_consumer_oldest_unread_seconds";

    /** Gauge by {@link #CONSUMER} and {@link #TOPIC}: gaps of the log that the consumer came upon. */
    public static final String LOG_GAPS = "pushwave_log_gaps";

    /** Tag: the name that a consumer receives under. */
    public static final String CONSUMER = "consumer";

    /** Tag: the topic that a record came on. */
    public static final String TOPIC = "topic";

    private MessagingMetrics() {}
}
