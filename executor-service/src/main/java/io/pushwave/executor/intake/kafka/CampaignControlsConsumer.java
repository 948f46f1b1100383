package io.pushwave.executor.intake.kafka;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.control.ReadMark;
import io.pushwave.executor.control.work.ControlsProgress;
import io.pushwave.executor.intake.work.TakeInWork;
import io.pushwave.messaging.inbox.BatchReceiver;
import io.pushwave.messaging.inbox.ReceivingStoppedException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Takes the campaigns' controls in. Every instance reads all of them, from the beginning, with a consumer and a thread of its own:
 * no group means no rebalance that a brake would have to wait for, and nothing else queues before it.
 */
@ApplicationScoped
class CampaignControlsConsumer {
    private static final Logger LOG = Logger.getLogger(CampaignControlsConsumer.class);

    /** How often the topic's ends are asked for; a small part of {@code controls-stale-after}. */
    private static final Duration MARKED_EVERY = Duration.ofSeconds(1);

    /** Wait after a failure: short, as nothing is pushed meanwhile. */
    private static final Duration RETRIED_AFTER = Duration.ofMillis(500);

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);
    private static final int RECORDS_MAXIMUM = 2000;

    private final Map<String, Object> broker;
    private final BatchReceiver receiver;
    private final TakeInWork takeIn;
    private final ControlsProgress progress;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Optional<ReadMark> mark = Optional.empty();
    private int failures;

    CampaignControlsConsumer(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            BatchReceiver receiver,
            TakeInWork takeIn,
            ControlsProgress progress,
            Clock clock) {
        this.broker = broker;
        this.receiver = receiver;
        this.takeIn = takeIn;
        this.progress = progress;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().name("pushwave-campaign-controls").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void run() {
        try {
            do {
                try (var consumer =
                        new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
                    read(consumer);
                } catch (ReceivingStoppedException end) {
                    return;
                } catch (KafkaException e) {
                    failures++;
                    // The first of a row in full, the others not at all: the health check keeps saying it.
                    if (failures == 1) {
                        LOG.warnf("the campaigns' controls cannot be read, tried again and again: %s", e.getMessage());
                    }
                } catch (RuntimeException | Error e) {
                    failures++;
                    LOG.errorf(e, "reading the campaigns' controls failed, it begins anew");
                }
            } while (!stopping.await(RETRIED_AFTER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads from the beginning until the application ends; throws what the broker does not answer. */
    private void read(KafkaConsumer<String, byte[]> consumer) {
        mark = Optional.empty();
        var partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        long markedAt = System.nanoTime() - MARKED_EVERY.toNanos();
        while (stopping.getCount() > 0) {
            var records = consumer.poll(MARKED_EVERY.dividedBy(4));
            if (!records.isEmpty()) {
                receiver.receive(
                        "campaign-controls",
                        Topic.CAMPAIGN_CONTROLS,
                        CampaignControl.class,
                        records,
                        takeIn::controls,
                        takeIn::unreadControls);
            }
            // What poll returned is stored by now, so a position tells what was read.
            var positions = positions(consumer, partitions);
            if (System.nanoTime() - markedAt >= MARKED_EVERY.toNanos()) {
                markedAt = System.nanoTime();
                if (!partitions(consumer).equals(partitions)) {
                    LOG.infof("%s has other partitions than before, it is read anew", topic());
                    return;
                }
                if (!mark(consumer, partitions, positions)) {
                    return;
                }
                failures = 0;
            }
            if (mark.isPresent() && mark.get().reachedBy(positions)) {
                reached(mark.get());
                mark = Optional.empty();
            }
        }
    }

    private void reached(ReadMark point) {
        boolean newlyCertain = !progress.certain();
        progress.upTo(point.at());
        if (newlyCertain && progress.certain()) {
            try {
                takeIn.controlsRead();
            } catch (RuntimeException e) {
                // The database is away: what waits looks again by itself.
                LOG.debugf(e, "what waited for the controls is not woken");
            }
        }
    }

    /** Notes where the topic ends, unless an older note is still to be reached; false if it was made anew under our hands. */
    private boolean mark(
            KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions, Map<Integer, Long> positions) {
        var asked = clock.instant();
        var ends = consumer.endOffsets(partitions, ANSWER_TIMEOUT).entrySet().stream()
                .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
        if (ends.entrySet().stream().anyMatch(end -> positions.getOrDefault(end.getKey(), 0L) > end.getValue())) {
            LOG.warnf("%s ends before what was read of it, it is read anew", topic());
            return false;
        }
        if (mark.isEmpty()) {
            mark = Optional.of(new ReadMark(asked, ends));
        }
        return true;
    }

    private static Map<Integer, Long> positions(
            KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        var positions = new HashMap<Integer, Long>();
        partitions.forEach(
                partition -> positions.put(partition.partition(), consumer.position(partition, ANSWER_TIMEOUT)));
        return positions;
    }

    /** In their order; none while the topic does not exist. */
    private static List<TopicPartition> partitions(KafkaConsumer<String, byte[]> consumer) {
        var partitions = new ArrayList<TopicPartition>();
        var known = consumer.partitionsFor(topic(), ANSWER_TIMEOUT);
        if (known != null) {
            known.forEach(one -> partitions.add(new TopicPartition(one.topic(), one.partition())));
        }
        partitions.sort((one, other) -> Integer.compare(one.partition(), other.partition()));
        return partitions;
    }

    private static String topic() {
        return Topic.CAMPAIGN_CONTROLS.topicName();
    }

    private Map<String, Object> settings() {
        var settings = new HashMap<>(broker);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_MAXIMUM);
        // New partitions are known, and a broker that is back is found, in seconds instead of minutes.
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return settings;
    }
}
