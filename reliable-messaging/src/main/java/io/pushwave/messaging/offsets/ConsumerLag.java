package io.pushwave.messaging.offsets;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.pushwave.messaging.MessagingConfig;
import io.pushwave.messaging.MessagingMetrics;
import io.pushwave.messaging.domain.LogGap;
import io.pushwave.messaging.domain.ReadingStart;
import io.pushwave.messaging.domain.ReadingStart.Log;
import io.pushwave.messaging.domain.ReadingStart.Reached;
import io.pushwave.messaging.offsets.StoredProgress.Stored;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * How far each consumer's state is behind the end of its log. Measured beside the consumers, from the database and the
 * broker, so that a consumer that is stuck, slow or absent is seen to fall behind. Every instance measures the same. While the
 * database does not answer, no state moves: then it is measured from where each was last seen.
 */
@ApplicationScoped
public class ConsumerLag {
    private static final Logger LOG = Logger.getLogger(ConsumerLag.class);

    private final StoredProgress progress;
    private final UnreadRecords log;
    private final Channels channels;
    private final StateOffsets offsets;
    private final Clock clock;
    private final Duration interval;
    private final MultiGauge records;
    private final MultiGauge oldestGauge;
    private final MultiGauge gapGauge;
    private final ScheduledExecutorService timer;
    private final ConcurrentMap<Reading, Instant> caughtUp = new ConcurrentHashMap<>();
    private volatile Optional<Measurement> measured = Optional.empty();
    private volatile Optional<String> failure = Optional.empty();
    private Optional<Stored> stored = Optional.empty();
    private int failures;

    /**
     * What a consumer has yet to read of one topic.
     *
     * @param consumer the name that it receives under
     * @param unread records, 0 and more
     * @param oldestUnread the time of the first record that is not in the state, by its own timestamp; empty if there is
     *     none, or if it could not be looked up
     */
    public record Lag(String consumer, String topic, long unread, Optional<Instant> oldestUnread) {
        /** The age of the oldest unread record; zero if there is none. */
        public Duration age(Instant now) {
            return oldestUnread
                    .map(at -> Duration.between(at, now))
                    .filter(Duration::isPositive)
                    .orElse(Duration.ZERO);
        }
    }

    /**
     * All that was measured at one time.
     *
     * @param gaps the newest gaps of the log, at most a thousand
     */
    public record Measurement(Instant at, List<Lag> lags, List<LogGap> gaps) {
        /** The lag of one topic's consumer. */
        public Optional<Lag> of(String topic) {
            return lags.stream().filter(lag -> lag.topic().equals(topic)).findFirst();
        }
    }

    private record Reading(String consumer, String topic) {}

    ConsumerLag(
            StoredProgress progress,
            UnreadRecords log,
            Channels channels,
            @Identifier(StateOffsets.NAME) StateOffsets offsets,
            Clock clock,
            MessagingConfig config,
            MeterRegistry meters) {
        this.progress = progress;
        this.log = log;
        this.channels = channels;
        this.offsets = offsets;
        this.clock = clock;
        this.interval = config.health().lagMeasureInterval();
        this.records = MultiGauge.builder(MessagingMetrics.CONSUMER_UNREAD).register(meters);
        this.oldestGauge = MultiGauge.builder(MessagingMetrics.CONSUMER_OLDEST_UNREAD_SECONDS)
                .register(meters);
        this.gapGauge = MultiGauge.builder(MessagingMetrics.LOG_GAPS).register(meters);
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("consumer-lag").daemon().factory());
    }

    /**
     * What was measured last; empty while the broker cannot be asked, or the database never could, so that nothing old is taken
     * for new.
     */
    public Optional<Measurement> measured() {
        return measured;
    }

    /** Why broker or database cannot be asked at the moment. */
    public Optional<String> failure() {
        return failure;
    }

    /**
     * When the state last had everything that its topic had, also while nothing can be measured; empty if that was never seen,
     * or if the state was set back since.
     */
    public Optional<Instant> caughtUpAt(String consumer, String topic) {
        return Optional.ofNullable(caughtUp.get(new Reading(consumer, topic)));
    }

    void start(@Observes StartupEvent event) {
        var _ = timer.scheduleWithFixedDelay(this::measure, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void measure() {
        try {
            if (progress.ready()) {
                var trouble = ask();
                if (stored.isPresent()) {
                    var now = measurement(stored.get(), trouble.isEmpty());
                    measured = Optional.of(now);
                    show(now);
                }
                failed(trouble);
            } else {
                failure = Optional.of("the database has no schema yet");
            }
        } catch (RuntimeException e) {
            measured = Optional.empty();
            hide();
            failed(Optional.of(e instanceof KafkaException && e.getMessage() != null ? e.getMessage() : e.toString()));
        }
    }

    private void failed(Optional<String> reason) {
        failure = reason;
        // The first of a row in full, the others not at all: readiness keeps saying it.
        if (reason.isEmpty()) {
            failures = 0;
        } else if (failures++ == 0) {
            LOG.warnf(
                    "how far the consumers are behind is not known, asked again every %s: %s", interval, reason.get());
        }
    }

    /** Asks the database; why it does not answer, if so. */
    private Optional<String> ask() {
        try {
            var now = progress.read();
            stored.ifPresent(before -> before.reached()
                    .forEach((consumer, places) -> places.forEach((partition, place) -> noteSetBack(
                            consumer, partition, place, now.reached().getOrDefault(consumer, Map.of())))));
            stored = Optional.of(now);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(Objects.requireNonNullElse(e.getMessage(), "the database does not answer"));
        }
    }

    private void noteSetBack(
            String consumer, TopicPartition partition, Reached before, Map<TopicPartition, Reached> places) {
        var now = places.get(partition);
        if (now == null || now.next() < before.next()) {
            caughtUp.remove(new Reading(consumer, partition.topic()));
        }
    }

    private Measurement measurement(Stored state, boolean fresh) {
        // Taken before the log is asked: what was appended until then is counted.
        var at = clock.instant();
        var topics = new TreeMap<String, Set<String>>();
        channels.topics()
                .forEach((channel, topic) ->
                        topics.computeIfAbsent(channel, _ -> new HashSet<>()).add(topic));
        state.reached()
                .forEach((consumer, places) -> places.keySet()
                        .forEach(partition -> topics.computeIfAbsent(consumer, _ -> new HashSet<>())
                                .add(partition.topic())));
        // Asked after the offsets: a record that is appended and handled meanwhile must not look unread for ever.
        var logs = log.ends(topics.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
        var lags = new ArrayList<Lag>();
        topics.forEach((consumer, read) -> {
            var known = state.reached().getOrDefault(consumer, Map.of());
            var places = fresh ? known : offsets.atLeast(consumer, known);
            for (var topic : read) {
                var lag = lag(consumer, topic, places, logs);
                lags.add(lag);
                boolean exists = logs.keySet().stream()
                        .anyMatch(partition -> partition.topic().equals(topic));
                if (fresh && exists && lag.unread() == 0) {
                    caughtUp.put(new Reading(consumer, topic), at);
                }
            }
            if (fresh && channels.isChannel(consumer)) {
                lookForGaps(consumer, places, logs);
            }
        });
        return new Measurement(clock.instant(), List.copyOf(lags), state.gaps());
    }

    private Lag lag(
            String consumer, String topic, Map<TopicPartition, Reached> reached, Map<TopicPartition, Log> logs) {
        long count = 0;
        var behind = new HashMap<TopicPartition, Long>();
        for (var entry : logs.entrySet()) {
            var partition = entry.getKey();
            var found = reached.get(partition);
            var next = Math.max(entry.getValue().beginning(), found == null ? 0 : found.next());
            if (partition.topic().equals(topic) && next < entry.getValue().end()) {
                count += entry.getValue().end() - next;
                behind.put(partition, next);
            }
        }
        return new Lag(consumer, topic, count, log.oldest(behind));
    }

    /** A log that lost what a running consumer has yet to read, or that was made anew under it. */
    private void lookForGaps(String channel, Map<TopicPartition, Reached> reached, Map<TopicPartition, Log> logs) {
        var lost = reached.entrySet().stream()
                .filter(one -> logs.containsKey(one.getKey())
                        && ReadingStart.of(Optional.of(one.getValue()), logs.get(one.getKey()))
                                .gap()
                                .isPresent())
                .map(Map.Entry::getKey)
                .toList();
        if (!lost.isEmpty()) {
            offsets.placeAgain(channel, lost);
        }
    }

    private void show(Measurement now) {
        records.register(
                now.lags().stream()
                        .map(lag -> MultiGauge.Row.of(tags(lag), lag.unread()))
                        .collect(Collectors.toUnmodifiableList()),
                true);
        oldestGauge.register(
                now.lags().stream()
                        .map(lag -> MultiGauge.Row.of(
                                tags(lag), lag, one -> one.age(clock.instant()).toMillis() / 1000.0))
                        .collect(Collectors.toUnmodifiableList()),
                true);
        gapGauge.register(
                now.lags().stream()
                        .map(lag -> MultiGauge.Row.of(
                                tags(lag),
                                now.gaps().stream()
                                        .filter(gap -> gap.consumer().equals(lag.consumer())
                                                && gap.topic().equals(lag.topic()))
                                        .count()))
                        .collect(Collectors.toUnmodifiableList()),
                true);
    }

    private void hide() {
        records.register(List.of(), true);
        oldestGauge.register(List.of(), true);
    }

    private static Tags tags(Lag lag) {
        return Tags.of(MessagingMetrics.CONSUMER, lag.consumer(), MessagingMetrics.TOPIC, lag.topic());
    }
}
