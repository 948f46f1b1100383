package io.pushwave.planner.campaign;

import static io.pushwave.planner.campaign.CampaignFixtures.BAKE;
import static io.pushwave.planner.campaign.CampaignFixtures.NOON;
import static io.pushwave.planner.campaign.CampaignFixtures.facts;
import static io.pushwave.planner.campaign.CampaignFixtures.progress;
import static io.pushwave.planner.campaign.CampaignFixtures.wave;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.planner.campaign.CampaignCommand.HaltAtGate;
import io.pushwave.planner.campaign.CampaignCommand.OpenWave;
import io.pushwave.planner.campaign.CampaignCommand.PassGate;
import io.pushwave.planner.campaign.CampaignLife.Outcome;
import io.pushwave.planner.campaign.CampaignState.Aborted;
import io.pushwave.planner.campaign.CampaignState.Baking;
import io.pushwave.planner.campaign.CampaignState.Completed;
import io.pushwave.planner.campaign.CampaignState.Halted;
import io.pushwave.planner.campaign.CampaignState.Opening;
import io.pushwave.planner.campaign.CampaignState.Preparing;
import io.pushwave.planner.campaign.CampaignState.Pushing;
import io.pushwave.planner.gate.Gate;
import io.pushwave.planner.gate.Wave;
import io.pushwave.planner.gate.WaveCounts;
import io.pushwave.planner.strategy.Tolerance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CampaignDecisionTest {
    private static final WaveCounts WAITING = new WaveCounts(10, 10, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final WaveCounts IN_FLIGHT = new WaveCounts(10, 0, 4, 0, 6, 0, 0, 0, 0, 0);
    private static final WaveCounts DONE = new WaveCounts(10, 0, 0, 0, 8, 0, 2, 0, 0, 0);

    private static Decision decide(CampaignState state, Progress progress) {
        return CampaignLife.next(state, progress, NOON);
    }

    /** What becomes of a campaign whose state is to be changed. */
    private static Outcome.Changed change(CampaignState state, Progress progress) {
        var decision = (Decision.Change) decide(state, progress);
        var facts = facts(progress.waves().toArray(Wave[]::new));
        return CampaignLife.handle(Optional.of(state), decision.command(), facts, NOON)
                .changed();
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
        // Given
        var progress = progress(wave(1, DONE, 2), wave(2, WAITING, 2));

        // When // Then
        assertThat(decide(new Opening(2), progress)).isEqualTo(new Decision.Change(new OpenWave()));
        assertThat(change(new Opening(2), progress).next()).isEqualTo(new Pushing(2));
    }

    @Test
    void waitingOrgsOfTheOpenWaveAreCommanded() {
        assertThat(decide(new Pushing(1), progress(wave(1, WAITING, 2)))).isEqualTo(new Decision.EmitCommands(1));
    }

    @Test
    void aDueRetryIsCommanded() {
        // Given
        var counts = new WaveCounts(10, 0, 0, 1, 9, 0, 0, 0, 0, 0);
        var due = new Progress(true, List.of(wave(1, counts, 2)), Optional.of(NOON));

        // When // Then
        assertThat(decide(new Pushing(1), due)).isEqualTo(new Decision.EmitCommands(1));
    }

    @Test
    void aRetryThatIsNotDueIsWaitedFor() {
        // Given
        var counts = new WaveCounts(10, 0, 0, 1, 9, 0, 0, 0, 0, 0);
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
        assertThat(change(new Pushing(1), progress(wave(1, DONE, 2))).next()).isEqualTo(new Baking(1, NOON.plus(BAKE)));
    }

    @Test
    void aWaveThatHasABakeOfItsOwnIsBakedByThat() {
        // Given
        var progress = progress(wave(1, DONE, 2), wave(2, DONE, 2), wave(3, DONE, 2));

        // When // Then
        assertThat(change(new Pushing(3), progress).next()).isEqualTo(new Baking(3, NOON.plus(BAKE.multipliedBy(7))));
    }

    @Test
    void anEmptyWaveIsNotBaked() {
        assertThat(change(new Pushing(1), progress(wave(1, WaveCounts.quota(0), 2)))
                        .next())
                .isEqualTo(new Baking(1, NOON));
    }

    @Test
    void asManyFailuresAsAreToleratedDoNotHalt() {
        assertThat(decide(new Pushing(1), progress(wave(1, DONE, 2))))
                .isNotEqualTo(new Decision.Change(new HaltAtGate()));
    }

    @Test
    void oneFailureMoreHaltsAtOnceEvenWhileOrgsWait() {
        // Given
        var counts = new WaveCounts(10, 4, 3, 0, 0, 0, 3, 0, 0, 0);

        // When
        var change = change(new Pushing(1), progress(wave(1, counts, 2)));

        // Then
        assertThat(change.next()).isEqualTo(new Halted(new Pushing(1)));
        assertThat(decided(change).gate()).isEqualTo(Gate.HALTED);
        assertThat(decided(change).reason()).isEqualTo("3 of 10 orgs failed, 2 are tolerated");
    }

    @Test
    void whatCustomersDidIsNoFailureHoweverMuchItIs() {
        // Given
        var counts = new WaveCounts(15, 0, 0, 0, 3, 5, 2, 5, 0, 0);

        // When // Then
        assertThat(change(new Pushing(1), progress(wave(1, counts, 2))).next())
                .isEqualTo(new Baking(1, NOON.plus(BAKE)));
    }

    @Test
    void aHaltCountsOrgsReachedByCustomersBesideThoseThatFailed() {
        // Given
        var counts = new WaveCounts(15, 0, 9, 0, 0, 2, 3, 1, 0, 0);

        // When
        var change = change(new Pushing(1), progress(wave(1, counts, 2)));

        // Then
        assertThat(change.next()).isEqualTo(new Halted(new Pushing(1)));
        assertThat(decided(change).reason())
                .isEqualTo(
                        "3 of 15 orgs failed, 2 were reached by their customers, 1 left out; 2 failed are tolerated");
    }

    @Test
    void aGateThatPassesSaysItsNumbersToo() {
        // Given
        var counts = new WaveCounts(15, 0, 0, 0, 13, 1, 1, 0, 0, 0);

        // When // Then
        assertThat(decided(change(new Baking(1, NOON), progress(wave(1, counts, 2))))
                        .reason())
                .isEqualTo("1 of 15 orgs failed, 1 was reached by its customer; 2 failed are tolerated;"
                        + " the bake time is over");
    }

    @Test
    void theGateDoesNotPassBeforeTheBakeIsOver() {
        assertThat(decide(new Baking(1, NOON.plusMillis(1)), progress(wave(1, DONE, 2))))
                .isEqualTo(new Decision.Wait(Optional.of(NOON.plusMillis(1))));
    }

    @Test
    void theGatePassesWhenTheBakeIsOver() {
        // Given
        var progress = progress(wave(1, DONE, 2), wave(2, WAITING, 2));

        // When // Then
        assertThat(decide(new Baking(1, NOON), progress)).isEqualTo(new Decision.Change(new PassGate()));
        assertThat(change(new Baking(1, NOON), progress).next()).isEqualTo(new Opening(2));
    }

    @Test
    void theLastGateCompletesTheCampaign() {
        assertThat(change(new Baking(2, NOON), progress(wave(1, DONE, 2), wave(2, DONE, 2)))
                        .next())
                .isEqualTo(new Completed());
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
    void anAbortedCampaignIsNotDrivenAnyMoreWhenOnlyPushesInFlightAreLeft() {
        assertThat(decide(new Aborted(), progress(wave(1, IN_FLIGHT, 2)))).isEqualTo(new Decision.StopDriving());
    }

    @Test
    void aCompletedCampaignIsNotDrivenAnyMore() {
        assertThat(decide(new Completed(), progress(wave(1, DONE, 2)))).isEqualTo(new Decision.StopDriving());
    }

    @Test
    void whoResumesAcceptsTheFailuresSoFarAndGrantsTheToleranceAnew() {
        // Given
        var crossed = wave(1, new WaveCounts(100, 60, 0, 0, 29, 0, 11, 0, 0, 0), 10);

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

    private static CampaignEvent.GateDecided decided(Outcome.Changed change) {
        return (CampaignEvent.GateDecided) change.events().getFirst();
    }
}
