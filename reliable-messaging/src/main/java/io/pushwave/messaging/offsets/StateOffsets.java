package io.pushwave.messaging.offsets;

import io.pushwave.messaging.Backoff;
import io.pushwave.messaging.domain.LogGap;
import io.pushwave.messaging.domain.ReadingStart;
import io.pushwave.messaging.domain.ReadingStart.Reached;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Each consumer's offsets, which belong to its state: they are stored in the transaction that handles the records, and a
 * consumer that is given a partition begins where its state says, whatever Kafka remembers of its group. What the log no
 * longer has by then is noted as a {@link LogGap}.
 */
@ApplicationScoped
@Identifier(StateOffsets.NAME) public class StateOffsets implements KafkaConsumerRebalanceListener {
    /** Under this name every channel has it as its rebalance listener, by this module's defaults. */
    public static final String NAME = "state-offsets";

    private static final Logger LOG = Logger.getLogger(StateOffsets.class);
    private static final Duration RETRY_DELAY = Duration.ofMillis(200);
    private static final Duration RETRY_DELAY_MAXIMUM = Duration.ofSeconds(2);

    private final SchemaMigration schema;
    private final Jdbi jdbi;
    private final BrokerLog log;
    private final RecordTimes times;
    private final Channels channels;
    private final Instance<KafkaClientService> clients;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** How far this process saw its state come: a database that says less has an older state. */
    private final Map<Reader, Long> reached = new ConcurrentHashMap<>();

    /** From where on records are not handled, because earlier ones have to be read once more. */
    private final Map<Reader, Long> refusedFrom = new ConcurrentHashMap<>();

    private record Reader(String consumer, TopicPartition partition) {}

    StateOffsets(
            SchemaMigration schema,
            Jdbi jdbi,
            BrokerLog log,
            RecordTimes times,
            Channels channels,
            Instance<KafkaClientService> clients,
            Clock clock) {
        this.schema = schema;
        this.jdbi = jdbi;
        this.log = log;
        this.times = times;
        this.channels = channels;
        this.clients = clients;
        this.clock = clock;
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.countDown();
    }

    /** Waits for database and broker as long as it must: without them nothing could be handled either. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var group = consumer.groupMetadata().groupId();
        var channel = channels.ofGroup(group)
                .orElseThrow(() -> new IllegalStateException("no channel has the group.id " + group));
        var backoff = new Backoff(RETRY_DELAY, RETRY_DELAY_MAXIMUM);
        while (!partitions.isEmpty()) {
            try {
                if (schema.ready()) {
                    place(channel, consumer, partitions);
                    return;
                }
            } catch (RuntimeException e) {
                LOG.warnf("%s does not know yet where to begin, asked again in %s: %s", channel, backoff.next(), e);
            }
            if (stopped(backoff.advance())) {
                return;
            }
        }
    }

    /**
     * Stores how far the state will have come with these records. To be called in the transaction that handles them.
     *
     * @throws StateWentBackException if the database has less than this process has seen in it, or records are missing
     *     between what it has and these
     */
    public void advance(String consumer, Map<TopicPartition, Span> spans) {
        jdbi.useHandle(handle -> {
            var stored = OffsetTable.reached(handle, consumer);
            for (var span : spans.entrySet()) {
                var reader = new Reader(consumer, span.getKey());
                var known = reached.getOrDefault(reader, 0L);
                var found = stored.get(span.getKey());
                long has = found == null ? 0 : found.next();
                if (has < known || span.getValue().first() >= refusedFrom.getOrDefault(reader, Long.MAX_VALUE)) {
                    throw new StateWentBackException("the state of " + consumer + " has " + span.getKey()
                            + " up to offset " + has + ", although it had come to " + known + " before");
                }
            }
            OffsetTable.advance(
                    handle,
                    consumer,
                    spans.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, span -> span.getValue().next())),
                    clock.instant());
        });
    }

    /** The transaction of {@link #advance} has committed. */
    public void advanced(String consumer, Map<TopicPartition, Span> spans) {
        spans.forEach((partition, span) -> {
            var reader = new Reader(consumer, partition);
            reached.merge(reader, span.next(), Math::max);
            refusedFrom.remove(reader);
        });
    }

    /** How far a state has come, where this process has seen it further than is known otherwise. */
    Map<TopicPartition, Reached> atLeast(String consumer, Map<TopicPartition, Reached> known) {
        var further = new HashMap<>(known);
        reached.forEach((reader, next) -> {
            var before = known.get(reader.partition());
            if (reader.consumer().equals(consumer) && (before == null || before.next() < next)) {
                further.put(
                        reader.partition(), new Reached(before == null ? Optional.empty() : before.topicId(), next));
            }
        });
        return further;
    }

    /**
     * Has the records between the state and these read once more, after a {@link StateWentBackException}.
     *
     * @return false if the consumer is none of this service's channels: it has to begin anew by itself
     */
    public boolean rewind(String consumer, Map<TopicPartition, Span> spans) {
        if (!channels.isChannel(consumer)) {
            spans.keySet().forEach(partition -> reached.remove(new Reader(consumer, partition)));
            return false;
        }
        spans.forEach((partition, span) -> refusedFrom.merge(new Reader(consumer, partition), span.first(), Math::min));
        placeAgain(consumer, spans.keySet());
        return true;
    }

    /** Notes what the log no longer has between the state and these records, before they are handled. */
    public void noteJumps(String consumer, Map<TopicPartition, Span> spans) {
        var jumped = spans.entrySet().stream()
                .filter(span -> {
                    var known = reached.get(new Reader(consumer, span.getKey()));
                    return known != null && span.getValue().first() > known;
                })
                .map(Map.Entry::getKey)
                .toList();
        if (!jumped.isEmpty() && channels.isChannel(consumer)) {
            starts(consumer, jumped);
        }
    }

    /** Has partitions of a channel begun anew where the state says, if this instance reads them. */
    void placeAgain(String channel, Collection<TopicPartition> partitions) {
        for (var client : clients.get().getConsumers(channel)) {
            client.runOnPollingThread((Consumer<Object, Object> consumer) -> {
                        var mine = partitions.stream()
                                .filter(consumer.assignment()::contains)
                                .toList();
                        if (!mine.isEmpty()) {
                            place(channel, consumer, mine);
                        }
                    })
                    .subscribe()
                    .with(_ -> {}, failure -> LOG.warnf("%s could not be set back: %s", channel, failure));
        }
    }

    private void place(String channel, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        var starts = starts(channel, partitions);
        for (var start : starts) {
            var offset = start.at().offset();
            consumer.seek(start.partition(), offset);
            var reader = new Reader(channel, start.partition());
            reached.put(reader, offset);
            if (offset >= refusedFrom.getOrDefault(reader, Long.MAX_VALUE)) {
                refusedFrom.remove(reader);
            }
        }
        LOG.debugf("%s begins at %s", channel, starts);
    }

    private record Start(TopicPartition partition, String topicId, ReadingStart at) {}

    /** Where each partition is to be read from; stored, with the gaps that are noticed. */
    private List<Start> starts(String consumer, Collection<TopicPartition> partitions) {
        var starts = decided(consumer, partitions);
        var gaps = gaps(consumer, starts);
        QuarkusTransaction.requiringNew()
                .run(() -> jdbi.useHandle(handle -> {
                    for (var start : starts) {
                        var offset = start.at().offset();
                        OffsetTable.begin(
                                handle, consumer, start.partition(), start.topicId(), offset, clock.instant());
                        if (start.at().gap().isPresent()) {
                            OffsetTable.set(
                                    handle, consumer, start.partition(), start.topicId(), offset, clock.instant());
                        }
                    }
                    gaps.forEach(gap -> OffsetTable.note(handle, gap));
                }));
        gaps.forEach(gap -> LOG.errorf("%s; what is made from them may be incomplete", gap.description()));
        return starts;
    }

    private List<Start> decided(String consumer, Collection<TopicPartition> partitions) {
        var logs =
                log.of(partitions.stream().map(TopicPartition::topic).distinct().toList());
        var starts = new ArrayList<Start>();
        var stored = jdbi.withHandle(handle -> OffsetTable.reached(handle, consumer));
        for (var partition : partitions) {
            var found = logs.get(partition);
            if (found == null) {
                throw new KafkaException("the broker does not have " + partition);
            }
            starts.add(new Start(
                    partition, found.topicId(), ReadingStart.of(Optional.ofNullable(stored.get(partition)), found)));
        }
        return starts;
    }

    private List<LogGap> gaps(String consumer, List<Start> starts) {
        var withGap =
                starts.stream().filter(start -> start.at().gap().isPresent()).toList();
        var firstTimes = times.at(withGap.stream()
                .collect(Collectors.toMap(Start::partition, start -> start.at().offset())));
        return withGap.stream()
                .map(start -> new LogGap(
                        consumer,
                        start.partition().topic(),
                        start.partition().partition(),
                        start.at().gap().orElseThrow(),
                        Optional.ofNullable(firstTimes.get(start.partition())),
                        clock.instant()))
                .toList();
    }

    private boolean stopped(Duration wait) {
        try {
            return stopping.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
