package io.pushwave.platform.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.demo.CampaignRun;
import io.pushwave.platform.kafka.BrokerContents;
import io.pushwave.platform.kafka.ReleaseNotSentException;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The procedures of docs/operations.md for a state that was lost, run from outside on the packaged services. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class StateLostIT {
    private static final long SEED = Long.getLong("pushwave.seed", 29);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(90);

    private LocalPlatform platform;
    private BrokerContents broker;
    private ServiceStates states;
    private CampaignRun run;
    private EndState ended;
    private Map<String, Long> counts;

    @BeforeAll
    void runACampaignAndBackUpInTheMiddleOfIt() throws PlatformException, ApiException, ReleaseNotSentException {
        platform = Platforms.started("state-lost", 300, SEED);
        broker = new BrokerContents(platform.bootstrapServers());
        states = ServiceStates.of(platform);
        run = CampaignRun.begin(platform);
        assertThat(run.follow(
                        Duration.ofMinutes(2),
                        summary ->
                                summary.waves().stream().anyMatch(wave -> wave.number() == 2 && wave.succeeded() > 0)))
                .isTrue();
        states.backUp("status");
        assertThat(run.follow(Duration.ofMinutes(2), CampaignSummary::ended)).isTrue();
        await().atMost(SEEN_WITHIN).until(() -> states.unread(broker).isEmpty());
        ended = EndState.of(run);
        counts = broker.recordCounts();
    }

    @AfterAll
    void end() {
        if (broker != null) {
            broker.close();
        }
        platform.close();
    }

    @Test
    void aViewWhoseSchemaWasDroppedReadsEverythingAgainByItself() throws PlatformException, ApiException {
        // Given
        platform.stop(Part.STATUS);
        states.drop("status");

        // When
        platform.start(Part.STATUS);

        // Then
        isAsItWas("status");
    }

    @Test
    void aViewThatIsRestoredFromTheMiddleOfACampaignGoesOnFromThere() throws PlatformException, ApiException {
        // Given
        platform.stop(Part.STATUS);
        states.restore("status");
        assertThat(states.unread(broker)).isNotEmpty();

        // When
        platform.start(Part.STATUS);

        // Then
        isAsItWas("status");
    }

    private void isAsItWas(String schema) throws PlatformException, ApiException {
        platform.awaitReady(LocalPlatform.READY_WITHIN, ready -> {});
        await().atMost(SEEN_WITHIN)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(EndState.of(run)).isEqualTo(ended));
        assertThat(states.unread(broker)).isEmpty();
        assertThat(states.gaps(schema)).isEqualTo(List.of());
        assertThat(broker.recordCounts()).as("nothing was said twice").isEqualTo(counts);
    }
}
