package io.pushwave.status.fold;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.Topic;
import io.pushwave.status.StatusMetrics;
import io.pushwave.status.lag.ViewLag;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Counts what was folded, once its transaction has committed. Made at start, so that its gauges are there at once. */
@ApplicationScoped
@Startup
public class FoldMeters {
    private final MeterRegistry meters;
    private final TransactionSynchronizationRegistry transaction;

    FoldMeters(MeterRegistry meters, TransactionSynchronizationRegistry transaction, ViewLag lag) {
        this.meters = meters;
        this.transaction = transaction;
        for (var topic : ViewLag.topicsFolded()) {
            Gauge.builder(StatusMetrics.VIEW_LAG, lag, late -> late.seconds(topic))
                    .tag(StatusMetrics.TOPIC, topic.topicName())
                    .register(meters);
        }
    }

    /** To be called in the transaction that folds. */
    void countAfterCommit(Topic topic, int messages) {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // Only what was committed counts.
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    count(topic, messages);
                }
            }
        });
    }

    private void count(Topic topic, int messages) {
        meters.counter(StatusMetrics.VIEW_FOLDED, StatusMetrics.TOPIC, topic.topicName())
                .increment(messages);
    }
}
