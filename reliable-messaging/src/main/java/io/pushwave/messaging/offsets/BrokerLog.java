package io.pushwave.messaging.offsets;

import io.pushwave.contracts.Topic;
import io.pushwave.messaging.domain.ReadingStart.Log;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What the broker's logs have, asked beside all consumers. */
@ApplicationScoped
public class BrokerLog {
    private static final Logger LOG = Logger.getLogger(BrokerLog.class);

    /** Longest wait for the broker: a consumer's start waits for it, and asks again. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, Object> settings;
    private @Nullable Admin admin;

    BrokerLog(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        var timeout = Math.toIntExact(ANSWER_TIMEOUT.toMillis());
        this.settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, timeout);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    }

    /**
     * The logs of all partitions of topics; of those that exist.
     *
     * @throws KafkaException if the broker does not answer
     */
    Map<TopicPartition, Log> of(Collection<String> topics) {
        try {
            var described = described(topics);
            var partitions = described.values().stream()
                    .flatMap(topic -> topic.partitions().stream()
                            .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                    .toList();
            var earliest = admin().listOffsets(
                            partitions.stream().collect(Collectors.toMap(one -> one, _ -> OffsetSpec.earliest())));
            var latest = admin().listOffsets(
                            partitions.stream().collect(Collectors.toMap(one -> one, _ -> OffsetSpec.latest())));
            var logs = new HashMap<TopicPartition, Log>();
            for (var topic : described.values()) {
                for (var info : topic.partitions()) {
                    var partition = new TopicPartition(topic.name(), info.partition());
                    logs.put(
                            partition,
                            new Log(
                                    topic.topicId().toString(),
                                    offset(earliest, partition),
                                    offset(latest, partition),
                                    compacted(topic.name())));
                }
            }
            return logs;
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException(
                    "the broker does not say what its logs have: "
                            + (e.getMessage() == null ? "no answer" : e.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    /** Whether the broker says that it has no such topic; false if it does not answer. */
    public boolean isMissing(String topic) {
        try {
            return described(Set.of(topic)).isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.debugf(e, "nobody knows whether there is a topic %s", topic);
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static long offset(ListOffsetsResult answer, TopicPartition partition)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.partitionResult(partition)
                .get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .offset();
    }

    private Map<String, TopicDescription> described(Collection<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        var answers = admin().describeTopics(topics).topicNameValues();
        var described = new HashMap<String, TopicDescription>();
        for (var answer : answers.entrySet()) {
            try {
                described.put(answer.getKey(), answer.getValue().get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return described;
    }

    private static boolean compacted(String name) {
        return Stream.of(Topic.values())
                .anyMatch(topic -> topic.topicName().equals(name) && topic.cleanup() == Topic.Cleanup.COMPACT);
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }

    /** Made at the first call, because making it fails while the broker's name cannot be resolved. */
    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }
}
