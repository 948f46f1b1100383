package io.pushwave.messaging.outbox;

import io.pushwave.messaging.Backoff;
import io.pushwave.messaging.MessagingConfig;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Moves rows from the outbox to Kafka on a thread of its own, while it is the one publisher of its schema, and waits for its
 * turn while it is not.
 *
 * <pre>
 *   waiting --lock taken--> publishing: read a batch, send it, wait for every answer, remove what was acknowledged
 *      ^                        |
 *      +---session lost---------+
 * </pre>
 *
 * A crash between sending and removing sends the batch again: receivers drop what they have. For a key, what is sent again
 * begins with its oldest row, so the first delivery of each message is still in order.
 */
public final class OutboxPublisher implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OutboxPublisher.class);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Predicate<String> missing;
    private final MessagingConfig.Publisher config;
    private final Clock clock;
    private final PublisherProbe probe;
    private final Thread thread;

    /**
     * Most rows of the next batch. After a failure one alone: Kafka's client puts a batch with a record that is too large together
     * anew until its time is over, and only of a record that goes alone does it say that it is too large.
     */
    private int most;

    /** Holds a permit if there may be rows that no read has seen. */
    private final Semaphore work = new Semaphore(0);

    private volatile boolean stopping;

    /**
     * A publisher that does nothing before {@link #start()}.
     *
     * @param producers makes an idempotent producer with one request in flight, {@link ProducerSettings}
     * @param missing whether the broker says that it has no such topic; false if it does not answer
     */
    public OutboxPublisher(
            DataSource dataSource,
            Supplier<Producer<byte[], byte[]>> producers,
            Predicate<String> missing,
            MessagingConfig.Publisher config,
            Clock clock,
            PublisherProbe probe) {
        if (config.holderTimeout().compareTo(config.deliveryTimeout()) <= 0) {
            throw new IllegalArgumentException("pushwave.messaging.publisher.holder-timeout " + config.holderTimeout()
                    + " must be above delivery-timeout " + config.deliveryTimeout()
                    + ": a publisher that waits for the broker must not lose its turn");
        }
        this.dataSource = dataSource;
        this.producers = producers;
        this.missing = missing;
        this.config = config;
        this.clock = clock;
        this.probe = probe;
        this.most = config.batchSize();
        this.thread = Thread.ofPlatform().name("outbox-publisher").daemon().unstarted(this::run);
    }

    /** Begins to publish, or to wait for its turn. */
    public void start() {
        thread.start();
    }

    /** There are new rows: do not wait for the poll interval. Never blocks. */
    public void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    /** Whether the thread lives; if it does not, only a restart of the process helps. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** Ends after the batch in hand, or after five seconds without its end; what is not removed is sent by the next publisher. */
    @Override
    public void close() {
        stopping = true;
        wake();
        try {
            if (thread.isAlive() && !thread.join(STOP_GRACE)) {
                thread.interrupt();
                thread.join(STOP_GRACE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var backoff = new Backoff(config.retryDelay(), config.retryDelayMaximum());
        while (!stopping) {
            try {
                publishInTurn(backoff);
            } catch (SQLException | RuntimeException e) {
                if (!stopping) {
                    LOG.warnf("publishing stopped, begun anew in %s: %s", backoff.next(), e);
                    LOG.debug("publishing stopped", e);
                    pause(backoff.advance());
                }
            }
        }
    }

    private void publishInTurn(Backoff backoff) throws SQLException {
        var turn = PublisherSession.tryOpen(dataSource, config.holderTimeout());
        if (turn.isEmpty()) {
            pause(config.takeOverInterval());
            return;
        }
        try (var session = turn.get();
                var sender = new KafkaSender(producers, STOP_GRACE)) {
            LOG.info("publishing the outbox");
            probe.started();
            while (!stopping) {
                publishBatch(session, sender, backoff);
            }
        } finally {
            probe.ended();
        }
    }

    private void publishBatch(PublisherSession session, KafkaSender sender, Backoff backoff) {
        work.drainPermits();
        var batch = inTurn(session, session.pending(most));
        if (batch.isEmpty()) {
            pause(config.pollInterval());
            return;
        }
        var outcome = sender.send(batch);
        probe.acknowledged(outcome.removable().size());
        if (!outcome.removable().isEmpty()) {
            session.remove(outcome.removable());
            probe.published(outcome.removable().size());
        }
        if (outcome.failure().isPresent()) {
            most = 1;
            var cause = outcome.failure().get();
            probe.failed(cause);
            if (parked(session, outcome)) {
                return;
            }
            if (!stopping) {
                LOG.warnf(
                        "%d of %d rows were not acknowledged, sent again in %s: %s",
                        batch.size() - outcome.removable().size(), batch.size(), backoff.next(), cause);
                pauseWhole(backoff.advance());
            }
        } else {
            most = Math.min(config.batchSize(), 2 * most);
            backoff.reset();
        }
    }

    /** Those of the rows that may be sent: one whose key has a parked row is parked behind it. */
    private List<PendingRow> inTurn(PublisherSession session, List<PendingRow> pending) {
        var lanes = session.parkedLanes();
        if (lanes.isEmpty()) {
            return pending;
        }
        var waiting = pending.stream()
                .filter(one -> lanes.contains(Lane.of(one.row())))
                .toList();
        if (!waiting.isEmpty()) {
            session.park(
                    waiting.stream().map(PendingRow::id).toList(),
                    "a message of the same key before it is parked",
                    clock.instant());
            probe.parked(waiting.size());
        }
        return pending.stream()
                .filter(one -> !lanes.contains(Lane.of(one.row())))
                .toList();
    }

    /** Sets the row aside that failed, if it always will. */
    private boolean parked(PublisherSession session, KafkaSender.Outcome outcome) {
        if (outcome.failed().isEmpty()) {
            return false;
        }
        var failed = outcome.failed().get();
        var reason = refusal(failed, outcome.failure().orElseThrow());
        if (reason.isEmpty()) {
            return false;
        }
        LOG.errorf(
                "message %s of type %s for %s is set aside with what follows of its key: %s",
                failed.row().messageId(), failed.row().type(), failed.row().topic(), reason.get());
        session.park(List.of(failed.id()), reason.get(), clock.instant());
        probe.parked(1);
        return true;
    }

    /** Why a row will never be taken; nothing if it may be. */
    private Optional<String> refusal(PendingRow row, Throwable cause) {
        return switch (cause) {
            case RecordTooLargeException e -> Optional.of("the broker refuses it as too large: " + e.getMessage());
            case InvalidTopicException e -> Optional.of("the broker refuses the topic's name: " + e.getMessage());
            case TimeoutException _
            when row.createdAt().plus(config.unknownTopicPatience()).isBefore(clock.instant())
                    && missing.test(row.row().topic()) ->
                Optional.of("the broker has no topic " + row.row().topic());
            default -> Optional.empty();
        };
    }

    /** Waits, but not for longer than until there is work. */
    private void pause(Duration duration) {
        try {
            if (work.tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS) && stopping) {
                work.release();
            }
        } catch (InterruptedException _) {
            // Only close() interrupts this thread, after it has set the flag that ends the loop.
        }
    }

    /** Waits although there is work, unless the publisher is closed. */
    private void pauseWhole(Duration duration) {
        var end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && !stopping; left = end - System.nanoTime()) {
            pause(Duration.ofNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100))));
        }
    }
}
