package io.pushwave.status.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.StatusMetrics;
import io.pushwave.status.ViewFixture;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
@TestProfile(StreamIT.TwoStreams.class)
class StreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/api/campaigns/")
    URI campaigns;

    /** Few streams, so that a test can take them all, and a heartbeat that does not have to be waited for. */
    public static final class TwoStreams implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pushwave.status.stream.maximum", "2", "pushwave.status.stream.heartbeat", "PT1S");
        }
    }

    /** A client that notes every line it is sent. */
    private static final class Client implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final InputStream body;
        private final int status;

        private Client(URI address) throws IOException, InterruptedException {
            var response =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofInputStream());
            status = response.statusCode();
            body = response.body();
            Thread.ofVirtual().start(() -> {
                try (var reader =
                        new java.io.BufferedReader(new java.io.InputStreamReader(body, StandardCharsets.UTF_8))) {
                    reader.lines().forEach(lines::add);
                } catch (IOException | java.io.UncheckedIOException _) {
                    // The test has hung up.
                }
            });
        }

        private long count(String line) {
            return lines.stream().filter(line::equals).count();
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }

    private double openStreams() {
        return meters.get(StatusMetrics.OPEN_STREAMS).gauge().value();
    }

    private CampaignScenario folded(String campaignId) {
        var scenario = CampaignScenario.of(5, campaignId, 100, CampaignScenario.Ending.COMPLETED);
        ViewFixture.publish(broker, scenario.events());
        var events = new InMemoryView(campaignId);
        events.fold(scenario.events());
        view.awaitEqualTo(events);
        return scenario;
    }

    @Test
    void aClientIsSentEveryEventAndWhatChanges() throws Exception {
        // Given
        var scenario = folded("streamed");
        try (var client = new Client(campaigns.resolve("streamed/stream"))) {
            await().atMost(PATIENCE)
                    .until(() ->
                            client.count("event:event") == scenario.events().size());
            await().atMost(PATIENCE).until(() -> client.count("event:summary") == 1);

            // When
            ViewFixture.publish(broker, scenario.plan());
            ViewFixture.publish(broker, scenario.results());

            // Then
            var succeeded = "\"succeeded\":"
                    + InMemoryView.of(scenario).summary().orgs().succeeded();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.lines).anyMatch(line -> line.contains(succeeded)));
            assertThat(client.count("event:event")).isEqualTo(scenario.events().size());
            assertThat(client.lines).contains("id:1", "id:" + scenario.events().size());
        }
    }

    @Test
    void aClientThatComesBackIsSentOnlyWhatItHasMissed() throws Exception {
        // Given
        var scenario = folded("resumed-stream");
        int last = scenario.events().size();

        // When
        try (var client = new Client(campaigns.resolve("resumed-stream/stream?after=" + (last - 1)))) {

            // Then
            await().atMost(PATIENCE).until(() -> client.lines.contains("id:" + last));
            assertThat(client.count("event:event")).isEqualTo(1);
        }
    }

    @Test
    void aSilentStreamIsKeptOpenAndEndsWithItsClient() throws Exception {
        // Given
        folded("silent");
        await().atMost(PATIENCE).until(() -> openStreams() == 0);

        // When
        try (var client = new Client(campaigns.resolve("silent/stream"))) {
            await().atMost(PATIENCE).until(() -> client.count(":still connected") >= 2);
            assertThat(client.count("event:heartbeat")).isGreaterThanOrEqualTo(2);
            assertThat(client.lines).anyMatch(line -> line.matches("data:\\{\"at\":\".*\",\"longestSilence\":1000}"));
            assertThat(openStreams()).isEqualTo(1);
        }

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(openStreams()).isZero());
    }

    @Test
    void oneStreamTooManyIsRefused() throws Exception {
        // Given
        folded("crowded");
        await().atMost(PATIENCE).until(() -> openStreams() == 0);
        try (var _ = new Client(campaigns.resolve("crowded/stream"));
                var _ = new Client(campaigns.resolve("crowded/stream"))) {

            // When
            try (var third = new Client(campaigns.resolve("crowded/stream"))) {

                // Then
                assertThat(third.status).isEqualTo(503);
            }
        }
    }
}
