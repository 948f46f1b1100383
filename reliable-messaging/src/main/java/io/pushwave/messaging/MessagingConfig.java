package io.pushwave.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Every limit of the messaging, with its unit, range and reason. */
@ConfigMapping(prefix = "pushwave.messaging")
public interface MessagingConfig {
    /** The CloudEvents {@code source} of everything that this service sends, such as {@code /planner}. */
    String source();

    Publisher publisher();

    Receiver receiver();

    Retention retention();

    Topics topics();

    Schema schema();

    Health health();

    /** Outbox to Kafka. */
    interface Publisher {
        /** Whether this instance takes part in publishing. Off only in tests and for instances that serve queries alone. */
        @WithDefault("true")
        boolean enabled();

        /**
         * Rows read, sent and marked together; 1 to 10,000. Larger saves round trips, smaller bounds memory and what is
         * sent twice after a crash.
         */
        @WithDefault("2000")
        int batchSize();

        /**
         * Longest wait before the outbox is looked at again, above zero. Commits of this instance wake the publisher at once;
         * the interval is for those of other instances.
         */
        @WithDefault("PT0.1S")
        Duration pollInterval();

        /** Wait between two attempts to become the publisher; with {@link #holderTimeout()} the bound for a take-over. */
        @WithDefault("PT1S")
        Duration takeOverInterval();

        /**
         * Longest silence of the publishing instance before PostgreSQL ends its session and another takes over, 1 s and
         * more; above the time that one batch may take, {@link #deliveryTimeout()}.
         */
        @WithDefault("PT45S")
        Duration holderTimeout();

        /** Wait after a failed batch: the first one, doubled up to {@link #retryDelayMaximum()}. */
        @WithDefault("PT0.1S")
        Duration retryDelay();

        /** Longest wait after a failed batch; short, because a broker that is back shall be used soon. */
        @WithDefault("PT2S")
        Duration retryDelayMaximum();

        /** Longest time for a record from sending to acknowledgement, 2 s and more; then the batch is begun anew. */
        @WithDefault("PT30S")
        Duration deliveryTimeout();

        /**
         * How long a message waits for its topic to be created before it is set aside, zero and more. Long enough for whoever
         * creates topics beside this service; the messages of other topics wait as long.
         */
        @WithDefault("PT2M")
        Duration unknownTopicPatience();

        /**
         * Longest payload that {@code Outbox} accepts, in bytes; below the broker's {@code max.message.bytes} (1 MiB by
         * default) by enough for key and headers. A longer one is refused at append, because it would block all behind it.
         */
        @WithDefault("1000000")
        int payloadMaximum();
    }

    /** Kafka to the handlers. */
    interface Receiver {
        /** Wait after a transient failure: the first one, doubled up to {@link #retryDelayMaximum()}. */
        @WithDefault("PT0.1S")
        Duration retryDelay();

        /** Longest wait after a transient failure. */
        @WithDefault("PT5S")
        Duration retryDelayMaximum();

        /**
         * How often a record is tried alone before it becomes a dead letter, 1 and more. More than once, because some
         * failures (a lost optimistic lock) heal.
         */
        @WithDefault("3")
        int attempts();

        /** Longest transaction of one batch, whole seconds, 1 s and more. A batch that needs longer is handled record by record. */
        @WithDefault("PT60S")
        Duration transactionTimeout();

        /**
         * Longest payload of a dead letter, in bytes; what is longer is cut and says so. Above the largest record that a topic
         * can carry, so that it happens to nobody who leaves the topics as they are provisioned.
         */
        @WithDefault("1900000")
        int deadLetterPayloadMaximum();
    }

    /** How long rows are kept. */
    interface Retention {
        /**
         * How long a handled message is remembered. At least three times {@link Topics#retention()}: a message may lie that
         * long in its topic, as a dead letter, and in its topic again.
         */
        @WithDefault("P22D")
        Duration inbox();

        /** Wait between two clean-ups. */
        @WithDefault("PT1M")
        Duration interval();

        /** Rows removed by one statement, 1 to 100,000; bounded, so that no clean-up holds locks for long. */
        @WithDefault("5000")
        int batchSize();
    }

    /** The topics that are created where they are missing. */
    interface Topics {
        /** Whether missing topics are created. Off where topics are managed by somebody else. */
        @WithDefault("true")
        boolean provision();

        /** Partitions of a new topic, 1 and more: the bound for consumers of one service that share the work. */
        @WithDefault("6")
        int partitions();

        /** Copies of a new topic's partitions; the broker's own default if absent. */
        Optional<Short> replicationFactor();

        /** How long a record stays on a new topic that is not compacted, and on every new dead-letter topic. */
        @WithDefault("P7D")
        Duration retention();

        /** Wait between two attempts to reach the broker for it. */
        @WithDefault("PT2S")
        Duration retryDelay();
    }

    /** The database schema. */
    interface Schema {
        /**
         * Longest statement of a migration, 1 min and more: an index of a table with a million rows takes its time, and
         * nobody waits for an answer meanwhile. A server that answers nothing is given up after it, too.
         */
        @WithDefault("PT30M")
        Duration statementTimeout();

        /** Wait between two attempts to migrate. */
        @WithDefault("PT1S")
        Duration retryDelay();
    }

    /** What readiness is decided by. */
    interface Health {
        /** Longest wait for the broker or the database to answer a probe; below the probe's own timeout. */
        @WithDefault("PT2S")
        Duration timeout();

        /** Age of the oldest unpublished row above which the outbox is reported as not keeping up. */
        @WithDefault("PT2M")
        Duration outboxLagMaximum();

        /** Wait between two measurements of the outbox for metrics and health. */
        @WithDefault("PT5S")
        Duration outboxMeasureInterval();

        /**
         * Wait between two measurements of how far the consumers are behind, 0.1 s and more; each asks database and broker
         * once, and looks up at most one record of each partition that is behind.
         */
        @WithDefault("PT2S")
        Duration lagMeasureInterval();
    }
}
