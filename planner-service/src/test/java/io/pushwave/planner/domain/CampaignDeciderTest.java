package io.pushwave.planner.domain;

import static io.pushwave.planner.domain.DomainFixtures.BAKE;
import static io.pushwave.planner.domain.DomainFixtures.NOON;
import static io.pushwave.planner.domain.DomainFixtures.progress;
import static io.pushwave.planner.domain.DomainFixtures.wave;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.planner.domain.CampaignState.Aborted;
import io.pushwave.planner.domain.CampaignState.Baking;
import io.pushwave.planner.domain.CampaignState.Completed;
import io.pushwave.planner.domain.CampaignState.Halted;
import io.pushwave.planner.domain.CampaignState.Opening;
import io.pushwave.planner.domain.CampaignState.Preparing;
import io.pushwave.planner.domain.CampaignState.Pushing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CampaignDeciderTest {
    private static final WaveCounts WAITING = new WaveCounts(10, 10, 0, 0, 0, 0, 0, 0);
    private static final WaveCounts IN_FLIGHT = new WaveCounts(10, 0, 4, 0, 6, 0, 0, 0);
    private static final WaveCounts DONE = new WaveCounts(10, 0, 0, 0, 8, 2, 0, 0);

    private static Decision decide(CampaignState state, Progress progress) {
        return CampaignDecider.decide(state, progress, BAKE, NOON);
    }

    @Test
    void aCampaignWaitsForItsInventory() {
        assertThat(decide(new Preparing(), new Progress(false, List.of(), Optional.empty())))
                .isEqualTo(new Decision.Wait(Optional.empty()));
    }

    @Test
    void aCompleteInventoryIsPlanned() {
        assertThat(decide(new Preparing(), progress())).isEqualTo(new Decision.PlanNextPage());
    }

    @Test
    void aWaveWhoseTurnHasComeIsOpened() {
        assertThat(decide(new Opening(2), progress(wave(1, DONE, 2), wave(2, WAITING, 2))))
                .isEqualTo(new Decision.OpenWave(new Pushing(2)));
    }

    @Test
    void waitingOrgsOfTheOpenWaveAreCommanded() {
        assertThat(decide(new Pushing(1), progress(wave(1, WAITING, 2)))).isEqualTo(new Decision.EmitCommands(1));
    }

    @Test
    void aDueRetryIsCommanded() {
        // Given
        var counts = new WaveCounts(10, 0, 0, 1, 9, 0, 0, 0);
        var due = new Progress(true, List.of(wave(1, counts, 2)), Optional.of(NOON));

        // When // Then
        assertThat(decide(new Pushing(1), due)).isEqualTo(new Decision.EmitCommands(1));
    }

    @Test
    void aRetryThatIsNotDueIsWaitedFor() {
        // Given
        var counts = new WaveCounts(10, 0, 0, 1, 9, 0, 0, 0);
        var later = new Progress(true, List.of(wave(1, counts, 2)), Optional.of(NOON.plusSeconds(5)));

        // When // Then
        assertThat(decide(new Pushing(1), later)).isEqualTo(new Decision.Wait(Optional.of(NOON.plusSeconds(5))));
    }

    @Test
    void orgsInFlightAreWaitedFor() {
        assertThat(decide(new Pushing(1), progress(wave(1, IN_FLIGHT, 2))))
                .isEqualTo(new Decision.Wait(Optional.empty()));
    }

    @Test
    void aFinishedWaveIsBaked() {
        assertThat(decide(new Pushing(1), progress(wave(1, DONE, 2))))
                .isEqualTo(new Decision.StartBake(new Baking(1, NOON.plus(BAKE))));
    }

    @Test
    void anEmptyWaveIsNotBaked() {
        assertThat(decide(new Pushing(1), progress(wave(1, WaveCounts.quota(0), 2))))
                .isEqualTo(new Decision.StartBake(new Baking(1, NOON)));
    }

    @Test
    void asManyFailuresAsAreToleratedDoNotHalt() {
        assertThat(decide(new Pushing(1), progress(wave(1, DONE, 2)))).isNotInstanceOf(Decision.Halt.class);
    }

    @Test
    void oneFailureMoreHaltsAtOnceEvenWhileOrgsWait() {
        // Given
        var counts = new WaveCounts(10, 4, 3, 0, 0, 3, 0, 0);

        // When
        var decision = decide(new Pushing(1), progress(wave(1, counts, 2)));

        // Then
        assertThat(decision)
                .isEqualTo(new Decision.Halt(1, "3 of 10 orgs failed, 2 are tolerated", new Halted(new Pushing(1))));
    }

    @Test
    void theGateDoesNotPassBeforeTheBakeIsOver() {
        assertThat(decide(new Baking(1, NOON.plusMillis(1)), progress(wave(1, DONE, 2))))
                .isEqualTo(new Decision.Wait(Optional.of(NOON.plusMillis(1))));
    }

    @Test
    void theGatePassesWhenTheBakeIsOver() {
        assertThat(decide(new Baking(1, NOON), progress(wave(1, DONE, 2), wave(2, WAITING, 2))))
                .isInstanceOfSatisfying(
                        Decision.PassGate.class, pass -> assertThat(pass.next()).isEqualTo(new Opening(2)));
    }

    @Test
    void theLastGateCompletesTheCampaign() {
        assertThat(decide(new Baking(2, NOON), progress(wave(1, DONE, 2), wave(2, DONE, 2))))
                .isInstanceOf(Decision.Complete.class);
    }

    @Test
    void aHaltedCampaignDoesNothing() {
        assertThat(decide(new Halted(new Pushing(1)), progress(wave(1, WAITING, 2))))
                .isEqualTo(new Decision.Wait(Optional.empty()));
    }

    @Test
    void anAbortedCampaignCancelsWhatWaits() {
        assertThat(decide(new Aborted(), progress(wave(1, DONE, 2), wave(2, WAITING, 2))))
                .isEqualTo(new Decision.CancelRest());
    }

    @Test
    void anAbortedCampaignRestsWhenOnlyPushesInFlightAreLeft() {
        assertThat(decide(new Aborted(), progress(wave(1, IN_FLIGHT, 2)))).isEqualTo(new Decision.Rest());
    }

    @Test
    void aCompletedCampaignRests() {
        assertThat(decide(new Completed(), progress(wave(1, DONE, 2)))).isEqualTo(new Decision.Rest());
    }

    @Test
    void whoResumesAcceptsTheFailuresSoFarAndGrantsTheToleranceAnew() {
        // Given
        var crossed = wave(1, new WaveCounts(100, 60, 0, 0, 29, 11, 0, 0), 10);

        // When
        long tolerated = crossed.toleratedAfterResume(new Tolerance(10, 2));

        // Then
        assertThat(tolerated).isEqualTo(21);
    }

    @Test
    void aResumeAfterAHaltByHandDoesNotRaiseTheTolerance() {
        assertThat(wave(1, IN_FLIGHT, 2).toleratedAfterResume(new Tolerance(10, 2)))
                .isEqualTo(2);
    }
}
