package io.pushwave.messaging.topics;

import io.pushwave.contracts.Topic;
import io.pushwave.messaging.MessagingConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** Creates the topics that are missing, in the background, as soon as the broker can be reached. Changes no existing one. */
@ApplicationScoped
public class TopicProvisioner {
    private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);

    /** A dead letter is its record and a dozen headers more: with the limit of its topic it would not fit. */
    private static final int DEAD_LETTER_BYTES_MAXIMUM = 2 * 1024 * 1024;

    private final Map<String, Object> broker;
    private final MessagingConfig.Topics config;
    private final CountDownLatch stopping = new CountDownLatch(1);

    TopicProvisioner(@Identifier("default-kafka-broker") Map<String, Object> broker, MessagingConfig config) {
        this.broker = broker;
        this.config = config.topics();
    }

    void start(@Observes StartupEvent event) {
        if (config.provision()) {
            Thread.ofPlatform().name("topic-provisioner").daemon().start(this::provision);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    private void provision() {
        try {
            do {
                if (provisioned()) {
                    return;
                }
            } while (!stopping.await(config.retryDelay().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean provisioned() throws InterruptedException {
        var settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (var admin = Admin.create(settings)) {
            createMissing(admin, topics(config));
            return true;
        } catch (ExecutionException | KafkaException e) {
            var cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            LOG.warnf("topics are not checked yet, tried again in %s: %s", config.retryDelay(), cause);
            return false;
        }
    }

    private static void createMissing(Admin admin, List<NewTopic> topics)
            throws InterruptedException, ExecutionException {
        var existing = admin.listTopics().names().get();
        var missing = topics.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        for (var creation : admin.createTopics(missing).values().entrySet()) {
            try {
                creation.getValue().get();
                LOG.infof("topic %s created", creation.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** Every topic of the platform and its dead-letter topic. */
    public static List<NewTopic> topics(MessagingConfig.Topics config) {
        var topics = new ArrayList<NewTopic>();
        for (var topic : Topic.values()) {
            topics.add(newTopic(topic.topicName(), config, cleanup(topic, config.retention())));
            topics.add(newTopic(
                    topic.deadLetterTopicName(),
                    config,
                    Map.of(
                            TopicConfig.RETENTION_MS_CONFIG,
                            Long.toString(config.retention().toMillis()),
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                            Integer.toString(DEAD_LETTER_BYTES_MAXIMUM))));
        }
        return topics;
    }

    private static Map<String, String> cleanup(Topic topic, Duration retention) {
        return switch (topic.cleanup()) {
            case DELETE -> Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
            case COMPACT -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        };
    }

    private static NewTopic newTopic(String name, MessagingConfig.Topics config, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(config.partitions()), config.replicationFactor()).configs(settings);
    }
}
