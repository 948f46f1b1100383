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
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** Whatever is killed in the middle of a campaign: it ends as the undisturbed one with the same seed does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(420)
class CampaignUnderFaultsIT {
    private static final int ORGS = 2000;
    private static final long SEED = Long.getLong("pushwave.seed", 11);
    private static final Duration CAMPAIGN_LIMIT = Duration.ofMinutes(3);

    private EndState undisturbed;

    @BeforeAll
    void runUndisturbed() throws PlatformException, ApiException, ReleaseNotSentException {
        try (var platform = Platforms.started("undisturbed", ORGS, SEED)) {
            var run = CampaignRun.begin(platform);
            assertThat(run.follow(CAMPAIGN_LIMIT, CampaignSummary::ended)).isTrue();
            undisturbed = EndState.of(run);
        }
    }

    @Test
    void theUndisturbedCampaignCompletesAndHealsWhatCanBeHealed() {
        assertThat(undisturbed.state()).isEqualTo("COMPLETED");
        assertThat(undisturbed.waves())
                .hasSize(3)
                .allSatisfy(wave -> assertThat(wave.gate()).isEqualTo("PASSED"));
        assertThat(undisturbed.firstAttemptFailures())
                .as("about 3 %% of first attempts fail")
                .isBetween(
                        undisturbed.orgs().planned() / 100, undisturbed.orgs().planned() * 5 / 100);
        assertThat(undisturbed.healed()).isPositive();
        var orgs = undisturbed.orgs();
        assertThat(orgs.succeeded() + orgs.reached() + orgs.failed() + orgs.leftOut())
                .isEqualTo(orgs.planned());
    }

    @Test
    void everyPartKilledInTheMiddleChangesNothingInTheEnd()
            throws PlatformException, ApiException, ReleaseNotSentException {
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
            assertThat(EndState.of(run)).isEqualTo(undisturbed);
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
