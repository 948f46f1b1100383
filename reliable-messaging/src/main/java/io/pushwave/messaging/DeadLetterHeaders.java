package io.pushwave.messaging;

/** The headers that a dead letter carries beside those of the record that it was. */
public final class DeadLetterHeaders {
    /** What every name below begins with; re-driving a dead letter removes exactly these. */
    public static final String PREFIX = "pushwave-dead-letter-";

    /** Why the record could not be handled, for people. */
    public static final String REASON = PREFIX + "reason";

    /** Which consumer could not handle it. */
    public static final String CONSUMER = PREFIX + "consumer";

    /** The topic that it came on. */
    public static final String TOPIC = PREFIX + "topic";

    /** The partition that it came on. */
    public static final String PARTITION = PREFIX + "partition";

    /** Its offset on that partition. */
    public static final String OFFSET = PREFIX + "offset";

    /** Its own timestamp, in milliseconds since 1970. */
    public static final String TIMESTAMP = PREFIX + "timestamp";

    /** When it was given up, ISO 8601. */
    public static final String FAILED_AT = PREFIX + "failed-at";

    /** The length of the payload in bytes, if it was too long to be kept whole. */
    public static final String TRUNCATED_FROM = PREFIX + "truncated-from";

    private DeadLetterHeaders() {}
}
