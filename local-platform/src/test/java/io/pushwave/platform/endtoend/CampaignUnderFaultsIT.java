package io.pushwave.platform.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.CampaignSummary;
import io.pushwave.platform.demo.CampaignRun;
import io.pushwave.platform.kafka.ReleaseNotSentException;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** Whatever is killed in the middle of a campaign: it ends as the undisturbed one with the same seed does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class CampaignUnderFaultsIT {
    private static final int ORGS = 2000;
    private static final long SEED = Long.getLong("pushwave.seed", 11);
    private static final Duration CAMPAIGN_LIMIT = Duration.ofMinutes(4);

    /** Runs beside the disturbed one, which waits for most of its time. */
    private FutureTask<EndState> undisturbed;

    @BeforeAll
    void runUndisturbed() {
        undisturbed = new FutureTask<>(() -> {
            try (var platform = Platforms.started("undisturbed", ORGS, SEED)) {
                var run = CampaignRun.begin(platform);
                assertThat(run.follow(CAMPAIGN_LIMIT, CampaignSummary::ended)).isTrue();
                return EndState.of(run);
            }
        });
        new Thread(undisturbed, "undisturbed-campaign").start();
    }

    @AfterAll
    void awaitUndisturbed() throws ExecutionException, InterruptedException {
        undisturbed.get();
    }

    @Test
    @Order(2)
    void theUndisturbedCampaignCompletesAndHealsWhatCanBeHealed() throws ExecutionException, InterruptedException {
        var end = undisturbed.get();
        assertThat(end.state()).isEqualTo("COMPLETED");
        assertThat(end.waves())
                .hasSize(3)
                .allSatisfy(wave -> assertThat(wave.gate()).isEqualTo("PASSED"));
        assertThat(end.firstAttemptFailures())
                .as("about 3 %% of first attempts fail")
                .isBetween(end.orgs().planned() / 100, end.orgs().planned() * 5 / 100);
        assertThat(end.healed()).isPositive();
        var orgs = end.orgs();
        assertThat(orgs.succeeded() + orgs.reached() + orgs.failed() + orgs.leftOut())
                .isEqualTo(orgs.planned());
    }

    @Test
    @Order(1)
    void everyPartKilledInTheMiddleChangesNothingInTheEnd()
            throws PlatformException, ApiException, ReleaseNotSentException, ExecutionException, InterruptedException {
        try (var platform = Platforms.started("disturbed", ORGS, SEED)) {
            // Given
            var run = CampaignRun.begin(platform);

            // When
            await(run, succeededInWave(2, 50));
            killAndStart(platform, Part.PLANNER);
            await(run, succeededInWave(2, 150));
            stopAndStart(platform, Part.KAFKA);
            await(run, succeededInWave(2, 300));
            killAndStart(platform, Part.EXECUTOR);
            await(run, succeededInWave(3, 200));
            killAndStart(platform, Part.STATUS);
            await(run, succeededInWave(3, 350));
            stopAndStart(platform, Part.POSTGRESQL);
            await(run, succeededInWave(3, 500));
            killAndStart(platform, Part.KAFKA);
            await(run, succeededInWave(3, 650));
            killAndStart(platform, Part.POSTGRESQL);
            await(run, CampaignSummary::ended);

            // Then
            assertThat(EndState.of(run)).isEqualTo(undisturbed.get());
        }
    }

    private static void killAndStart(LocalPlatform platform, Part part) throws PlatformException {
        platform.kill(part);
        platform.start(part);
    }

    private static void stopAndStart(LocalPlatform platform, Part part) throws PlatformException {
        platform.stop(part);
        platform.start(part);
    }

    private static Predicate<CampaignSummary> succeededInWave(int number, long orgs) {
        return summary ->
                summary.waves().stream().anyMatch(wave -> wave.number() == number && wave.succeeded() >= orgs);
    }

    private static void await(CampaignRun run, Predicate<CampaignSummary> condition) throws ApiException {
        assertThat(run.follow(CAMPAIGN_LIMIT, condition))
                .as(() -> "the campaign came so far: " + run.summary())
                .isTrue();
    }
}
