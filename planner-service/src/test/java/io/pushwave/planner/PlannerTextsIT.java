package io.pushwave.planner;

import static io.pushwave.planner.SimulatedExecutor.SOON;
import static io.pushwave.planner.SimulatedExecutor.THEN;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.MessageCodec;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.contracts.SubscriberInventory.SubscribersListed;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Sends random texts through every field of the planner in which strangers write: each is refused with its field and a rule, or
 * comes out unchanged in what the planner says. {@code -Dpushwave.doors.texts=N} sends N, {@code -Dpushwave.seed} replays a run.
 */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class PlannerTextsIT {
    private static final int TEXTS = Integer.getInteger("pushwave.doors.texts", 33);
    private static final long SEED = Long.getLong("pushwave.seed", System.nanoTime());
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("poster").start(task);
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    KafkaBroker broker;
    private SimulatedExecutor executor;

    @BeforeEach
    void startExecutor() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
    }

    @AfterEach
    void stopExecutor() {
        executor.close();
    }

    @Test
    void everyTextIsRefusedWithItsFieldOrComesOutUnchanged() {
        System.out.printf("%d texts, replay with -Dpushwave.seed=%d%n", TEXTS, SEED);
        var texts = new RandomTexts(SEED);
        var trips = new ArrayList<TextRoundTrip>();
        for (int number = 0; number < TEXTS; number++) {
            trips.add(new TextRoundTrip(number, executor.packageId, texts));
        }

        release(trips);
        each(trips, this::catalogue);
        each(trips, this::created);
        each(trips, this::subscribers);
        each(trips, this::planned);
        each(trips, this::halted);
        each(trips, this::results);

        assertThat(executor.tail().unreadable("/planner"))
                .as("what the planner says, its readers can read")
                .isEmpty();
    }

    private static void each(List<TextRoundTrip> trips, Consumer<TextRoundTrip> step) {
        trips.stream().filter(trip -> !trip.over).forEach(step);
    }

    private void release(List<TextRoundTrip> trips) {
        var answers = new HashMap<TextRoundTrip, CompletableFuture<HttpResponse<String>>>();
        for (var trip : trips) {
            if (trip.byKafka()) {
                publish(
                        Topic.PACKAGE_RELEASES,
                        "io.pushwave.package-version-released.v1",
                        trip.eventId(),
                        trip,
                        data(trip));
            } else {
                answers.put(trip, CompletableFuture.supplyAsync(() -> post(trip), THREADS));
            }
        }
        for (var trip : trips) {
            if (List.of(
                            TextField.REQUESTED_BY_HTTP,
                            TextField.REASON_HTTP,
                            TextField.EVENT_ID_HTTP,
                            TextField.REQUESTED_BY_KAFKA,
                            TextField.REASON_KAFKA)
                    .stream()
                    .anyMatch(trip::endsAt)) {
                trip.over = true;
                if (trip.byKafka()) {
                    assertDeadLetter(trip, Topic.PACKAGE_RELEASES, trip.wild);
                } else {
                    assertRefused(
                            trip, Objects.requireNonNull(answers.get(trip)).join(), trip.wild);
                }
            } else {
                var received = await().alias(trip.toString())
                        .atMost(SOON)
                        .until(
                                () -> of(trip, ReleaseReport.class, Topic.RELEASE_REPORTS)
                                        .findFirst(),
                                Optional::isPresent)
                        .orElseThrow()
                        .release();
                trip.releaseId = received.releaseId();
                assertThat(received.eventId()).as(trip.toString()).isEqualTo(trip.eventId());
                assertThat(received.requestedBy()).as(trip.toString()).contains(trip.requestedBy());
                assertThat(received.reason()).as(trip.toString()).contains(trip.reason());
            }
        }
    }

    private static ObjectNode data(TextRoundTrip trip) {
        return JSON.createObjectNode()
                .put("packageId", trip.packageId)
                .put("packageVersionId", trip.versionId)
                .put("requestedBy", trip.requestedBy())
                .put("reason", trip.reason());
    }

    private static HttpResponse<String> post(TextRoundTrip trip) {
        var envelope = JSON.createObjectNode()
                .put("specversion", "1.0")
                .put("id", trip.eventId())
                .put("source", "/texts")
                .put("type", "io.pushwave.package-version-released.v1");
        envelope.set("data", data(trip));
        return RawHttp.post("/api/releases", Map.of("content-type", "application/cloudevents+json"), bytes(envelope));
    }

    private void catalogue(TextRoundTrip trip) {
        var catalogue = JSON.createObjectNode()
                .put("requestId", trip.releaseId)
                .put("packageId", trip.packageId)
                .put("packageName", trip.text(TextField.PACKAGE_NAME))
                .put("ancestry", "FREE")
                .put("asOf", THEN.toString());
        var versions = catalogue.putArray("versions");
        version(versions.addObject(), trip.versionId, 2).put("name", trip.text(TextField.VERSION_NAME));
        version(versions.addObject(), "04t000000000001", 1);
        publish(Topic.SUBSCRIBERS, "io.pushwave.package-catalogued.v1", "catalogue", trip, catalogue);
        for (var field : List.of(TextField.PACKAGE_NAME, TextField.VERSION_NAME)) {
            if (trip.endsAt(field)) {
                assertDeadLetter(trip, Topic.SUBSCRIBERS, field);
                trip.over = true;
            }
        }
    }

    private static ObjectNode version(ObjectNode version, String id, int major) {
        return version.put("packageVersionId", id)
                .put("name", "Version")
                .put("majorVersion", major)
                .put("minorVersion", 0)
                .put("patchVersion", 0)
                .put("buildNumber", 1)
                .put("releaseState", "RELEASED")
                .put("deprecated", false);
    }

    private void created(TextRoundTrip trip) {
        var created = await().alias(trip.toString())
                .atMost(SOON)
                .until(
                        () -> executor.tail().messages(Topic.CAMPAIGN_EVENTS, CampaignCreated.class).stream()
                                .filter(event -> event.packageId().equals(trip.packageId))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        trip.campaignId = created.campaignId();
        assertThat(created.packageName()).as(trip.toString()).isEqualTo(trip.text(TextField.PACKAGE_NAME));
        assertThat(created.versionName()).as(trip.toString()).isEqualTo(trip.text(TextField.VERSION_NAME));
        assertThat(created.requestedBy()).as(trip.toString()).contains(trip.requestedBy());
        assertThat(created.reason()).as(trip.toString()).contains(trip.reason());
    }

    private void subscribers(TextRoundTrip trip) {
        var page = tree(new SubscribersListed(
                trip.campaignId,
                trip.packageId,
                "snapshot-" + trip.campaignId,
                1,
                List.of(executor.subscriber(trip.number, "Active", 1, false)),
                Optional.of(THEN)));
        ((ObjectNode) page.at("/rows/0"))
                .put("orgName", trip.text(TextField.ORG_NAME))
                .put("installedVersionId", "04t000000000001");
        publish(Topic.SUBSCRIBERS, "io.pushwave.subscribers-listed.v1", "page", trip, page);
        if (trip.endsAt(TextField.ORG_NAME)) {
            assertDeadLetter(trip, Topic.SUBSCRIBERS, TextField.ORG_NAME);
            trip.over = true;
        } else {
            executor.publish(
                    new SnapshotCompleted(trip.campaignId, trip.packageId, "snapshot-" + trip.campaignId, 1, 1, THEN));
        }
    }

    private void planned(TextRoundTrip trip) {
        var planned = await().alias(trip.toString())
                .atMost(SOON)
                .until(
                        () -> executor.tail().messages(Topic.CAMPAIGN_PLAN, OrgPlanned.class).stream()
                                .filter(entry -> entry.campaignId().equals(trip.campaignId))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(planned.org().orgName()).as(trip.toString()).isEqualTo(trip.text(TextField.ORG_NAME));
    }

    private void results(TextRoundTrip trip) {
        var command = executor.awaitCommands(trip.campaignId, 1).getFirst();
        publish(
                Topic.PUSH_RESULTS,
                "io.pushwave.push-failed.v1",
                "result",
                trip,
                failed(command, trip.text(TextField.FAILURE_MESSAGE)));
        if (trip.endsAt(TextField.FAILURE_MESSAGE)) {
            assertDeadLetter(trip, Topic.PUSH_RESULTS, TextField.FAILURE_MESSAGE);
        } else {
            await().alias(trip.toString())
                    .atMost(SOON)
                    .until(() -> when().get("/api/campaigns/" + trip.campaignId).<Integer>path("orgs.failed") == 1);
        }
    }

    private static ObjectNode failed(OrgPushCommanded command, String message) {
        var failed = tree(SimulatedResults.failed(command, false));
        ((ObjectNode) failed.path("failure")).put("message", message);
        return failed;
    }

    private void halted(TextRoundTrip trip) {
        // The campaign is running once its first command is there.
        executor.awaitCommands(trip.campaignId, 1);
        var brake = JSON.createObjectNode()
                .put("by", trip.text(TextField.HALT_BY))
                .put("reason", trip.text(TextField.HALT_REASON));
        var answer = RawHttp.post(
                "/api/campaigns/" + trip.campaignId + "/halt",
                Map.of("content-type", "application/json"),
                bytes(brake));
        for (var field : List.of(TextField.HALT_BY, TextField.HALT_REASON)) {
            if (trip.endsAt(field)) {
                assertRefused(trip, answer, field);
                return;
            }
        }
        assertThat(answer.statusCode()).as(trip + ": " + answer.body()).isEqualTo(200);
        var halted = executor.awaitEvent(trip.campaignId, CampaignHalted.class);
        assertThat(halted.by()).as(trip.toString()).isEqualTo(trip.text(TextField.HALT_BY));
        assertThat(halted.reason()).as(trip.toString()).isEqualTo(trip.text(TextField.HALT_REASON));
    }

    private static void assertRefused(TextRoundTrip trip, HttpResponse<String> answer, TextField field) {
        assertThat(answer.statusCode()).as(trip + ": " + answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .as(trip.toString())
                .startsWith("application/problem+json");
        var problem = read(answer.body());
        assertThat(problem.path("field").asText()).as(trip.toString()).isEqualTo(field.place);
        assertThat(problem.path("rule").asText()).as(trip.toString()).startsWith(field.place);
    }

    private void assertDeadLetter(TextRoundTrip trip, Topic topic, TextField field) {
        assertThat(executor.awaitDeadLetter(topic, key(topic, trip)))
                .as(trip.toString())
                .contains(field.place);
    }

    /** Of a snapshot, all parts have one key, so that they stay in order. */
    private static String key(Topic topic, TextRoundTrip trip) {
        return topic == Topic.SUBSCRIBERS ? trip.packageId : topic.topicName() + " " + trip.versionId;
    }

    private void publish(Topic topic, String type, String id, TextRoundTrip trip, ObjectNode payload) {
        var event = new ProducerRecord<byte[], byte[]>(
                topic.topicName(), key(topic, trip).getBytes(StandardCharsets.UTF_8), bytes(payload));
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", topic == Topic.PACKAGE_RELEASES ? id : id + " " + trip.versionId,
                        "ce_source", "/texts",
                        "ce_type", type,
                        "content-type", "application/json")
                .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        executor.topics().publish(List.of(event));
    }

    private <R extends ReleaseReport> Stream<R> of(TextRoundTrip trip, Class<R> kind, Topic topic) {
        return executor.tail().messages(topic, kind).stream()
                .filter(report -> report.release().packageVersionId().equals(trip.versionId));
    }

    private static ObjectNode tree(Message message) {
        return (ObjectNode) read(new String(new MessageCodec().write(message), StandardCharsets.UTF_8));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
