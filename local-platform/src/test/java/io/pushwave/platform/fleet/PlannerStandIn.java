package io.pushwave.platform.fleet;

import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.Topic;
import io.pushwave.contracts.UnreadableMessageException;
import io.pushwave.platform.local.ExecutorFleet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Says what the planner would say, and hears what it would hear. Not thread-safe. */
final class PlannerStandIn implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final MessageCodec codec = new MessageCodec();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Map<String, List<PushResult>> results = new HashMap<>();
    private final Map<String, List<SubscriberInventory>> inventories = new HashMap<>();
    private final Set<String> receivedIds = new HashSet<>();
    private final String packageId;
    private final String versionId;
    private long messages;
    private boolean following;

    PlannerStandIn(ExecutorFleet fleet) {
        var servers = fleet.bootstrapServers();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all", "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "enable.auto.commit", false, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var target = fleet.simulated("/simulator/versions")
                .path("packages")
                .valueStream()
                .flatMap(one -> one.path("versions")
                        .valueStream()
                        .filter(version -> version.path("target").asBoolean())
                        .map(version -> List.of(
                                one.path("packageId").asText(),
                                version.path("packageVersionId").asText())))
                .findFirst()
                .orElseThrow();
        packageId = target.get(0);
        versionId = target.get(1);
    }

    String packageId() {
        return packageId;
    }

    String versionId() {
        return versionId;
    }

    /** Says what may be done for a campaign from now on; returns when the broker has it. */
    void say(String campaignId, State state) {
        long epoch = epochs.merge(campaignId, 1L, Long::sum);
        publish(List.of(new CampaignControlled(campaignId, epoch, state, "test", Instant.EPOCH)));
    }

    /** Commands a push of each org. */
    void command(String campaignId, Collection<String> orgs) {
        publish(orgs.stream().map(org -> command(campaignId, org)).toList());
    }

    private OrgPushCommanded command(String campaignId, String org) {
        return new OrgPushCommanded(
                campaignId + "/" + org,
                campaignId,
                new OrgKey(org),
                packageId,
                versionId,
                1,
                1,
                Instant.EPOCH,
                Optional.empty());
    }

    private void publish(List<? extends Message> all) {
        var sent = new ArrayList<Future<?>>(all.size());
        for (var message : all) {
            sent.add(producer.send(kafkaRecord(message)));
        }
        try {
            for (var one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a message", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private ProducerRecord<byte[], byte[]> kafkaRecord(Message message) {
        var type = MessageType.of(message);
        var made = new ProducerRecord<>(type.topic().topicName(), bytes(message.key()), codec.write(message));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "fleet-" + ++messages,
                        "ce_source", "/fleet",
                        "ce_type", type.typeName(),
                        "content-type", "application/json")
                .forEach((name, value) -> made.headers().add(name, bytes(value)));
        return made;
    }

    /** Asks for the package's subscribers. */
    void ask(String requestId) {
        publish(List.of(new InventoryRequested(requestId, packageId)));
    }

    /** All results of a campaign that have come by now. */
    List<PushResult> results(String campaignId) {
        listen();
        return List.copyOf(results.getOrDefault(campaignId, List.of()));
    }

    /** All that was said by now to a request for subscribers. */
    List<SubscriberInventory> inventory(String requestId) {
        listen();
        return List.copyOf(inventories.getOrDefault(requestId, List.of()));
    }

    private void listen() {
        if (!following) {
            var partitions = Stream.of(Topic.PUSH_RESULTS, Topic.SUBSCRIBERS)
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            following = true;
        }
        var polled = consumer.poll(Duration.ofMillis(20));
        while (!polled.isEmpty()) {
            polled.forEach(this::receive);
            polled = consumer.poll(Duration.ofMillis(20));
        }
    }

    /** A process that dies may say a thing twice, under the same id; every consumer drops that. */
    private void receive(ConsumerRecord<byte[], byte[]> received) {
        if (!receivedIds.add(new String(received.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))) {
            return;
        }
        var topic = received.topic().equals(Topic.PUSH_RESULTS.topicName()) ? Topic.PUSH_RESULTS : Topic.SUBSCRIBERS;
        try {
            var type = new String(received.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
            var message = codec.read(topic, type, received.value());
            if (message instanceof PushResult result) {
                results.computeIfAbsent(result.subject().campaignId(), _ -> new ArrayList<>())
                        .add(result);
            } else if (message instanceof SubscriberInventory said) {
                inventories
                        .computeIfAbsent(said.requestId(), _ -> new ArrayList<>())
                        .add(said);
            }
        } catch (UnreadableMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many commands of a campaign have their final result. */
    long ended(String campaignId) {
        return results(campaignId).stream()
                .filter(PushResult::terminal)
                .map(result -> result.subject().commandId())
                .distinct()
                .count();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.close();
    }
}
