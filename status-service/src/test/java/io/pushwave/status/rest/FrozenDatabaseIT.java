package io.pushwave.status.rest;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.EmbeddedPostgresServer;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PostgresServer;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.ViewFixture;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database whose processes are stopped: it accepts connections and says nothing. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class FrozenDatabaseIT {
    /** What is promised, and a second for this machine. */
    private static final Duration BOUND = Duration.ofSeconds(6);

    private static final CampaignScenario SCENARIO =
            CampaignScenario.of(9, "frozen", 40, CampaignScenario.Ending.COMPLETED);
    private static final List<String> ADDRESSES = List.of(
            "/api/campaigns",
            "/api/campaigns/frozen",
            "/api/campaigns/frozen/waves",
            "/api/campaigns/frozen/events",
            "/api/campaigns/frozen/orgs",
            "/api/campaigns/frozen/orgs/00D000000000001",
            "/api/campaigns/frozen/stray-results",
            "/api/campaigns/frozen/stream",
            "/api/orgs?q=customer",
            "/api/orgs/00D000000000001",
            "/api/releases");

    KafkaBroker broker;
    PostgresServer postgres;

    @Inject
    ViewFixture view;

    @TestHTTPResource("/")
    URI root;

    @BeforeEach
    void foldACampaign() {
        ViewFixture.publish(broker, SCENARIO.messages());
        view.awaitEqualTo(InMemoryView.of(SCENARIO));
    }

    /** Processes that are stopped until this is closed. */
    private static final class Frozen implements AutoCloseable {
        private final List<ProcessHandle> processes;

        private Frozen(PostgresServer postgres) {
            // Only processes of this machine can be stopped.
            assertThat(postgres).isInstanceOf(EmbeddedPostgresServer.class);
            var server =
                    ProcessHandle.of(((EmbeddedPostgresServer) postgres).pid()).orElseThrow();
            processes = Stream.concat(Stream.of(server), server.descendants()).toList();
            signal("-STOP");
        }

        private void signal(String signal) {
            processes.forEach(process -> {
                try {
                    new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                            .start()
                            .waitFor();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public void close() {
            signal("-CONT");
        }
    }

    private record Timed(int status, boolean retryAfter, String body, Duration took) {}

    private CompletableFuture<Timed> timed(HttpClient http, String address) {
        long begin = System.nanoTime();
        return http.sendAsync(
                        HttpRequest.newBuilder(root.resolve(address)).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new Timed(
                        response.statusCode(),
                        response.headers().firstValue("Retry-After").isPresent(),
                        response.body(),
                        Duration.ofNanos(System.nanoTime() - begin)));
    }

    @Test
    void everyRequestIsAnsweredWithinABoundAndSaysWhenToComeBack() {
        // Given
        try (var _ = new Frozen(postgres);
                var http = HttpClient.newHttpClient()) {

            // When
            var answers = new ArrayList<CompletableFuture<Timed>>();
            for (int round = 0; round < 30; round++) {
                ADDRESSES.forEach(address -> answers.add(timed(http, address)));
            }

            // Then
            assertThat(answers).allSatisfy(answer -> {
                var timed = answer.join();
                assertThat(timed.status()).isEqualTo(503);
                assertThat(timed.retryAfter()).isTrue();
                assertThat(timed.body()).contains("The database does not answer");
                assertThat(timed.took()).isLessThan(BOUND);
            });
            when().get("/api/health-of-services").then().statusCode(200);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> when().get("/api/campaigns/frozen").then().statusCode(200));
    }

    @Test
    void aStreamSaysThatNothingCanBeSentAndGoesOnAfterwards() throws Exception {
        // Given
        var lines = new CopyOnWriteArrayList<String>();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(
                    HttpRequest.newBuilder(root.resolve("/api/campaigns/frozen/stream"))
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
            Thread.ofVirtual().start(() -> response.body().forEach(lines::add));
            await().until(() -> lines.contains("event:summary"));

            // When
            try (var _ = new Frozen(postgres)) {
                await().atMost(Duration.ofSeconds(15)).until(() -> lines.contains("event:trouble"));
            }

            // Then
            await().atMost(Duration.ofSeconds(20)).until(() -> lines.contains("event:heartbeat"));
            http.shutdownNow();
        }
    }

    @Test
    void theLagGrowsWhileNothingIsFolded() {
        // Given
        var more = CampaignScenario.of(10, "frozen-lag", 40, CampaignScenario.Ending.COMPLETED);
        try (var _ = new Frozen(postgres)) {

            // When
            ViewFixture.publish(broker, more.messages());

            // Then
            var topic = "view.topics.find { it.topic == '" + Topic.PUSH_RESULTS.topicName() + "' }";
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> when().get("/api/health-of-services")
                            .then()
                            .body(
                                    topic + ".recordsBehind",
                                    equalTo(more.results().size()))
                            .body(topic + ".secondsBehind", greaterThan(2.0f)));
        }
        view.awaitEqualTo(InMemoryView.of(more));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> when().get("/api/health-of-services")
                        .then()
                        .body("view.topics.recordsBehind.sum()", equalTo(0)));
    }
}
