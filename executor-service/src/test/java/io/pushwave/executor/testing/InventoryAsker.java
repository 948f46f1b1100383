package io.pushwave.executor.testing;

import static io.pushwave.messaging.testing.KafkaTopics.naming;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.testing.KafkaTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks for inventories as the planner does, and reads the answers as it does: a snapshot is what its mark says it is. */
public final class InventoryAsker {
    private static final AtomicInteger REQUESTS = new AtomicInteger();
    private static final Set<String> ENDS =
            Set.of(MessageType.SNAPSHOT_COMPLETED.typeName(), MessageType.PACKAGE_UNKNOWN.typeName());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaTopics topics;

    public InventoryAsker(KafkaTopics topics) {
        this.topics = topics;
        topics.fromNowOn(Topic.SUBSCRIBERS);
    }

    /** Asks and waits for the whole answer: the orgs of the snapshot, by their keys. */
    public Map<OrgKey, SubscriberRow> snapshot(String packageId) {
        return subscribers(awaitEnd(ask(packageId)));
    }

    /** Asks, and returns the id of the request. */
    public String ask(String packageId) {
        var requestId = "inventory-" + REQUESTS.incrementAndGet() + "-"
                + ProcessHandle.current().pid();
        topics.publish(requestId, new InventoryRequested(requestId, packageId));
        return requestId;
    }

    /** Everything that was said to a request, as soon as it is all. */
    public List<SubscriberInventory> awaitEnd(String requestId) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> ended(requestId));
        return answer(requestId);
    }

    private static Map<OrgKey, SubscriberRow> subscribers(List<SubscriberInventory> answer) {
        var completed = (SnapshotCompleted) answer.getLast();
        var rows = pages(answer, completed.snapshotId()).stream()
                .flatMap(page -> page.rows().stream())
                .toList();
        assertThat(rows).hasSize((int) completed.rows());
        // Fails for an org that is there twice.
        return rows.stream().collect(Collectors.toMap(SubscriberRow::orgKey, Function.identity()));
    }

    /** The pages of one snapshot. */
    public static List<SubscribersListed> pages(List<SubscriberInventory> answer, String snapshotId) {
        return answer.stream()
                .filter(SubscribersListed.class::isInstance)
                .map(SubscribersListed.class::cast)
                .filter(page -> page.snapshotId().equals(snapshotId))
                .toList();
    }

    /** Reading the last message of each answer is enough; all of them together are megabytes. */
    private boolean ended(String requestId) {
        return topics.read(Topic.SUBSCRIBERS.topicName()).stream()
                .filter(message -> KafkaTopics.header(message, "ce_type")
                        .filter(ENDS::contains)
                        .isPresent())
                .anyMatch(naming(requestId));
    }

    private List<SubscriberInventory> answer(String requestId) {
        return topics.messages(Topic.SUBSCRIBERS, requestId).stream()
                .map(SubscriberInventory.class::cast)
                .filter(message -> message.requestId().equals(requestId))
                .toList();
    }
}
