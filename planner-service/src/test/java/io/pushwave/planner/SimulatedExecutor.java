package io.pushwave.planner;

import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.CampaignControlled;
import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignPlanEntry;
import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.InventoryRequest.Scope;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.contracts.SubscriberInventory.CataloguedVersion;
import io.pushwave.contracts.SubscriberInventory.PackageCatalogued;
import io.pushwave.contracts.SubscriberInventory.ReleaseState;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.contracts.Topic;
import io.pushwave.messaging.testing.KafkaTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;

/** What is around the planner, simulated through Kafka: upstream, which releases, and the executor, which answers. */
final class SimulatedExecutor implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final Instant THEN = Instant.parse("2026-11-22T12:00:00Z");
    private static final AtomicInteger PACKAGES = new AtomicInteger();
    private static final AtomicInteger MESSAGES = new AtomicInteger();
    private static final int ROWS_PER_PAGE = 40;

    final String packageId = "033%012d".formatted(PACKAGES.incrementAndGet());
    final String target = versionId(5);
    private final String bootstrapServers;
    private final KafkaTopics topics;
    private final TopicTail tail;

    SimulatedExecutor(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        topics = new KafkaTopics(bootstrapServers);
        tail = new TopicTail(bootstrapServers);
    }

    /** A version id that no other package of this test run has. */
    String versionId(int number) {
        return "04t" + packageId.substring(6, 15) + "%03d".formatted(number);
    }

    TopicTail tail() {
        return tail;
    }

    KafkaTopics topics() {
        return topics;
    }

    PackageVersionReleased release() {
        return new PackageVersionReleased(
                packageId,
                target,
                Optional.of("release-bot"),
                Optional.of("fixes a security hole"),
                Optional.empty(),
                Optional.empty());
    }

    /** Releases the target, answers with a catalogue and these subscribers; returns the campaign that comes of it. */
    String campaignOf(List<SubscriberRow> subscribers) {
        topics.publish("release-of-" + packageId, release());
        catalogue(awaitRequest());
        var campaign = awaitCampaign();
        subscribers(campaign, "snapshot-of-" + campaign, subscribers);
        return campaign;
    }

    /** The id of the package's first question for its versions. */
    String awaitRequest() {
        return awaitRequests(1).getLast();
    }

    List<String> awaitRequests(int number) {
        return await().atMost(SOON).until(() -> requests(Scope.CATALOGUE), requests -> requests.size() >= number);
    }

    /** What was asked about the package so far. */
    List<String> requests(Scope scope) {
        return tail.messages(Topic.INVENTORY_REQUESTS, InventoryRequested.class).stream()
                .filter(request -> request.packageId().equals(packageId) && request.scope() == scope)
                .map(InventoryRequested::requestId)
                .toList();
    }

    String awaitCampaign() {
        return await().atMost(SOON)
                .until(
                        () -> tail.messages(Topic.CAMPAIGN_EVENTS, CampaignEvent.CampaignCreated.class).stream()
                                .filter(created -> created.packageId().equals(packageId))
                                .map(CampaignEvent::campaignId)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Versions 1 to 4 are below the target 5, 6 is above it; 7 is a beta below it, 8 is deprecated. */
    void catalogue(String requestId) {
        var versions = new ArrayList<CataloguedVersion>();
        for (int number = 1; number <= 6; number++) {
            versions.add(version(number, number, ReleaseState.RELEASED, false));
        }
        versions.add(version(7, 4, ReleaseState.BETA, false));
        versions.add(version(8, 3, ReleaseState.RELEASED, true));
        catalogue(requestId, Ancestry.FREE, versions);
    }

    void catalogue(String requestId, Ancestry ancestry, List<CataloguedVersion> versions) {
        publish(new PackageCatalogued(
                requestId, packageId, "Acme " + packageId, Optional.of("acme"), ancestry, versions, THEN));
    }

    private CataloguedVersion version(int id, int minor, ReleaseState state, boolean deprecated) {
        return new CataloguedVersion(
                versionId(id), "Version " + id, 1, minor, 0, id, state, deprecated, Optional.empty());
    }

    /** A released version 1.{@code id}, developed from another one, or the first of a line. */
    CataloguedVersion descending(int id, Optional<Integer> ancestor) {
        return new CataloguedVersion(
                versionId(id),
                "Version " + id,
                1,
                id,
                0,
                1,
                ReleaseState.RELEASED,
                false,
                ancestor.map(this::versionId));
    }

    /** The first of two pages of subscribers; the second never comes. */
    void firstPage(String requestId) {
        publish(new SubscribersListed(
                requestId, packageId, "snapshot-of-" + requestId, 1, eligible(3), Optional.of(THEN)));
    }

    void subscribers(String requestId, String snapshotId, List<SubscriberRow> rows) {
        subscribers(requestId, snapshotId, rows, THEN);
    }

    void subscribers(String requestId, String snapshotId, List<SubscriberRow> rows, Instant asOf) {
        int page = 0;
        for (int from = 0; from < rows.size(); from += ROWS_PER_PAGE) {
            page++;
            publish(new SubscribersListed(
                    requestId,
                    packageId,
                    snapshotId,
                    page,
                    rows.subList(from, Math.min(rows.size(), from + ROWS_PER_PAGE)),
                    Optional.of(asOf)));
        }
        publish(new SnapshotCompleted(requestId, packageId, snapshotId, page, rows.size(), asOf));
    }

    List<SubscriberRow> eligible(int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> subscriber(each, "Active", 1, false))
                .toList();
    }

    SubscriberRow subscriber(int number, String status, int installed, boolean blocked) {
        var sandbox = number % 3 == 0;
        return new SubscriberRow(
                new OrgKey("00D%012d".formatted(number)),
                "Org " + number,
                status,
                sandbox ? "Sandbox" : "Production",
                "NA" + number % 7,
                sandbox ? Optional.of(new OrgKey("00D%012d".formatted(number + 1))) : Optional.empty(),
                versionId(installed),
                blocked);
    }

    void publish(Message message) {
        topics.publish("test-" + MESSAGES.incrementAndGet(), message);
    }

    void publish(Collection<? extends Message> messages) {
        topics.publish(messages.stream()
                .map(message -> topics.cloudEvent("test-" + MESSAGES.incrementAndGet(), message))
                .toList());
    }

    List<OrgPushCommanded> commands(String campaign) {
        return tail.messages(Topic.PUSH_COMMANDS, OrgPushCommanded.class).stream()
                .filter(command -> command.campaignId().equals(campaign))
                .toList();
    }

    List<OrgPushCommanded> awaitCommands(String campaign, int number) {
        return await().atMost(SOON).until(() -> commands(campaign), commands -> commands.size() >= number);
    }

    List<CampaignEvent> events(String campaign) {
        return tail.messages(Topic.CAMPAIGN_EVENTS, CampaignEvent.class).stream()
                .filter(event -> event.campaignId().equals(campaign))
                .toList();
    }

    <E extends CampaignEvent> E awaitEvent(String campaign, Class<E> kind) {
        return await().atMost(SOON)
                .until(
                        () -> events(campaign).stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    List<CampaignControlled> controls(String campaign) {
        return tail.messages(Topic.CAMPAIGN_CONTROLS, CampaignControlled.class).stream()
                .filter(control -> control.campaignId().equals(campaign))
                .sorted(Comparator.comparingLong(CampaignControlled::epoch))
                .toList();
    }

    /** The reports about the package's releases, in the order in which they came. */
    List<ReleaseReport> reports() {
        return tail.messages(Topic.RELEASE_REPORTS, ReleaseReport.class).stream()
                .filter(report -> report.release().packageId().equals(packageId))
                .toList();
    }

    /** Why a record became a dead letter whose payload has this text. */
    Optional<String> deadLetterReason(Topic topic, String payloadContains) {
        return tail.records(topic.deadLetterTopicName())
                .filter(letter -> new String(letter.value(), StandardCharsets.UTF_8).contains(payloadContains))
                .findFirst()
                .flatMap(letter -> KafkaTopics.header(letter, "pushwave-dead-letter-reason"));
    }

    /** Why the record with this key became a dead letter. */
    String awaitDeadLetter(Topic topic, String key) {
        return await().atMost(SOON)
                .until(
                        () -> tail.records(topic.deadLetterTopicName())
                                .filter(letter -> key.equals(letter.key()))
                                .findFirst()
                                .flatMap(letter -> KafkaTopics.header(letter, "pushwave-dead-letter-reason")),
                        Optional::isPresent)
                .orElseThrow();
    }

    String awaitDeadLetterReason(Topic topic, String payloadContains) {
        return await().atMost(SOON)
                .until(() -> deadLetterReason(topic, payloadContains), Optional::isPresent)
                .orElseThrow();
    }

    List<CampaignPlanEntry> plan(String campaign) {
        return tail.messages(Topic.CAMPAIGN_PLAN, CampaignPlanEntry.class).stream()
                .filter(entry -> entry.campaignId().equals(campaign))
                .toList();
    }

    /** Answers every command as it comes, until the campaign has an event of this kind. */
    <E extends CampaignEvent> E answerUntil(
            String campaign, Class<E> kind, Function<OrgPushCommanded, PushResult> answer) {
        var answered = new AtomicInteger();
        return await().atMost(SOON)
                .until(
                        () -> {
                            var commands = commands(campaign);
                            publish(commands.subList(answered.get(), commands.size()).stream()
                                    .map(answer)
                                    .toList());
                            answered.set(commands.size());
                            return events(campaign).stream()
                                    .filter(kind::isInstance)
                                    .map(kind::cast)
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until the planner has handled everything that lies on a topic now. */
    void awaitHandled(Topic topic) {
        var group = "planner." + topic.topicName().replaceAll("^pushwave\\.|\\.v1$", "");
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await().atMost(SOON).until(() -> {
                var committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                var partitions = committed.keySet().stream()
                        .filter(partition -> partition.topic().equals(topic.topicName()))
                        .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
                var ends = admin.listOffsets(partitions).all().get();
                return !partitions.isEmpty()
                        && ends.entrySet().stream()
                                .allMatch(end -> Objects.requireNonNull(committed.get(end.getKey()))
                                                .offset()
                                        >= end.getValue().offset());
            });
        }
    }

    @Override
    public void close() {
        tail.close();
        topics.close();
    }
}
