package io.pushwave.status;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.Topic;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what was folded, once its transaction has committed. Made at start, so that its gauges are there at once. */
@ApplicationScoped
@Startup
public class FoldMeters {
    private static final double MILLISECONDS_PER_SECOND = 1000.0;

    private final MeterRegistry meters;
    private final TransactionSynchronizationRegistry transaction;
    private final Clock clock;
    private final Map<Topic, AtomicLong> lagMilliseconds = new EnumMap<>(Topic.class);

    FoldMeters(MeterRegistry meters, TransactionSynchronizationRegistry transaction, Clock clock) {
        this.meters = meters;
        this.transaction = transaction;
        this.clock = clock;
        for (var topic : new Topic[] {Topic.CAMPAIGN_PLAN, Topic.CAMPAIGN_EVENTS, Topic.PUSH_RESULTS}) {
            var lag = new AtomicLong();
            lagMilliseconds.put(topic, lag);
            Gauge.builder(StatusMetrics.VIEW_LAG, lag, value -> value.get() / MILLISECONDS_PER_SECOND)
                    .tag(StatusMetrics.TOPIC, topic.topicName())
                    .register(meters);
        }
    }

    /** To be called in the transaction that folds; {@code newest} is when the newest of the messages says it happened. */
    void countAfterCommit(Topic topic, int messages, Instant newest) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only what was committed counts.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    count(topic, messages, newest);
                }
            }
        });
    }

    private void count(Topic topic, int messages, Instant newest) {
        meters.counter(StatusMetrics.VIEW_FOLDED, StatusMetrics.TOPIC, topic.topicName())
                .increment(messages);
        var lag = lagMilliseconds.get(topic);
        if (lag != null) {
            lag.set(Math.max(0, Duration.between(newest, clock.instant()).toMillis()));
        }
    }
}
