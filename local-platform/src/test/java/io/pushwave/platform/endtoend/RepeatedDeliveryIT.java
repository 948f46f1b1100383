package io.pushwave.platform.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.demo.CampaignRun;
import io.pushwave.platform.kafka.BrokerContents;
import io.pushwave.platform.kafka.ReleaseNotSentException;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Delivery is at least once: once more, and all of it again from the beginning, changes nothing in the end state. */
@Timeout(300)
class RepeatedDeliveryIT {
    private static final int ORGS = 300;
    private static final long SEED = Long.getLong("pushwave.seed", 23);
    private static final Duration READ_WITHIN = Duration.ofSeconds(90);

    @Test
    void everyMessageDeliveredTwiceAndAReplayFromTheBeginningChangeNothing()
            throws PlatformException, ApiException, ReleaseNotSentException {
        try (var platform = Platforms.started("repeated-delivery", ORGS, SEED);
                var broker = new BrokerContents(platform.bootstrapServers())) {
            // Given
            var run = CampaignRun.begin(platform);
            assertThat(run.follow(Duration.ofMinutes(2), CampaignSummary::ended))
                    .isTrue();
            var endState = EndState.of(run);
            awaitAllRead(broker);
            var before = Everything.of(platform, run);
            var counts = broker.recordCounts();

            // When
            broker.deliverEverythingOnceMore();
            awaitAllRead(broker);

            // Then
            assertThat(Everything.of(platform, run)).isEqualTo(before);
            assertThat(broker.recordCounts())
                    .as("no message was answered by another")
                    .isEqualTo(times(counts, 2));

            // When
            services(platform::stop);
            await().atMost(READ_WITHIN).until(broker::allGroupsAreEmpty);
            var states = ServiceStates.of(platform);
            states.readEverythingAgain();
            services(platform::start);
            platform.awaitReady(LocalPlatform.READY_WITHIN, ready -> {});
            await().atMost(READ_WITHIN)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(states.unread(broker)).isEmpty());

            // Then
            assertThat(Everything.of(platform, run)).isEqualTo(before);
            assertThat(broker.recordCounts())
                    .as("no message was answered by another")
                    .isEqualTo(times(counts, 2));
            assertThat(EndState.of(run)).isEqualTo(endState);
        }
    }

    private interface PartAction {
        void on(Part part) throws PlatformException;
    }

    private static void services(PartAction action) throws PlatformException {
        for (var part : List.of(Part.PLANNER, Part.EXECUTOR, Part.STATUS)) {
            action.on(part);
        }
    }

    private static Map<String, Long> times(Map<String, Long> counts, int factor) {
        return counts.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        count -> count.getKey().endsWith(".dlq") ? count.getValue() : count.getValue() * factor));
    }

    private static void awaitAllRead(BrokerContents broker) {
        await().atMost(READ_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(broker.unread()).isEmpty());
    }

    /** All that anybody can see of a campaign, as text. */
    private record Everything(String campaign, String events, String orgs, List<String> ledger) {
        static Everything of(LocalPlatform platform, CampaignRun run) throws ApiException {
            var http = platform.http();
            var campaign = "/api/campaigns/" + run.summary().orElseThrow().campaignId();
            return new Everything(
                    text(http, platform, campaign),
                    text(http, platform, campaign + "/events?limit=100"),
                    text(http, platform, campaign + "/orgs?limit=1000"),
                    ledger(http, platform));
        }

        private static String text(JsonHttp http, LocalPlatform platform, String path) throws ApiException {
            return http.probe(platform.address(Part.STATUS).resolve(path), Duration.ofSeconds(10))
                    .body();
        }

        private static List<String> ledger(JsonHttp http, LocalPlatform platform) throws ApiException {
            try (var lines = http.lines(platform.address(Part.SIMULATOR).resolve("/simulator/ledger?limit=10000"))) {
                return lines.toList();
            }
        }
    }
}
