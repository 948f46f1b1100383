package io.pushwave.status.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.CampaignEvent;
import io.pushwave.contracts.CampaignEvent.CampaignHalted;
import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignEvent.CampaignResumed;
import io.pushwave.contracts.CampaignEvent.Gate;
import io.pushwave.contracts.CampaignEvent.GateDecided;
import io.pushwave.contracts.CampaignEvent.GateNumbers;
import io.pushwave.contracts.CampaignEvent.PlannedWave;
import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.status.CampaignScenario;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CampaignViewTest {
    private static final String CAMPAIGN = "campaign-1";
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final CampaignEvent PLANNED = planned(2, 1, new PlannedWave(1, "Canary", WaveKind.CANARY, 10, 2));
    private static final CampaignEvent OPENED = new WaveOpened(CAMPAIGN, 3, AT, 1);
    private static final CampaignEvent GATE_HALTED = new GateDecided(
            CAMPAIGN, 4, AT, 1, Gate.HALTED, new GateNumbers(10, 7, 0, 3, 0, 0, 0, 2), "Too many failed.");
    private static final CampaignEvent HALTED = new CampaignHalted(CAMPAIGN, 5, AT, "gate", "Too many failed.");
    private static final CampaignEvent RESUMED = new CampaignResumed(CAMPAIGN, 6, AT, "ann", "Accepted.");

    private static CampaignEvent planned(long sequence, int revision, PlannedWave... waves) {
        long orgs = Arrays.stream(waves).mapToLong(PlannedWave::planned).sum();
        var hash = CampaignScenario.PLAN_HASH;
        return new CampaignPlanned(CAMPAIGN, sequence, AT, revision, hash, List.of(waves), orgs, 0, 3, Map.of());
    }

    private static CampaignView after(CampaignEvent... events) {
        var view = CampaignView.unknown(CAMPAIGN);
        for (var event : events) {
            view = view.with(event);
        }
        return view;
    }

    @Test
    void aCampaignWithoutAPlanIsPreparing() {
        assertThat(after().state()).isEqualTo(CampaignState.PREPARING);
    }

    @Test
    void aCampaignWithAPlanRuns() {
        assertThat(after(PLANNED).state()).isEqualTo(CampaignState.RUNNING);
    }

    @Test
    void aHaltThatIsSeenBeforeThePlanStillHolds() {
        assertThat(after(HALTED, PLANNED).state()).isEqualTo(CampaignState.HALTED);
    }

    @Test
    void aGateThatHaltedStopsItsWave() {
        // When
        var view = after(PLANNED, OPENED, GATE_HALTED, HALTED);

        // Then
        assertThat(view.state()).isEqualTo(CampaignState.HALTED);
        assertThat(view.waves().values())
                .extracting(wave -> wave.state(view.resumedSequence()))
                .containsExactly(WaveView.State.HALTED);
    }

    @Test
    void aResumptionOpensTheWaveThatItsGateHadHalted() {
        // When
        var view = after(PLANNED, RESUMED, GATE_HALTED, OPENED, HALTED);

        // Then
        assertThat(view.state()).isEqualTo(CampaignState.RUNNING);
        assertThat(view.waves().values())
                .extracting(wave -> wave.state(view.resumedSequence()))
                .containsExactly(WaveView.State.OPEN);
    }

    @Test
    void anAbortedCampaignHasEnded() {
        // Given
        var scenario = CampaignScenario.of(1, CAMPAIGN, 20, CampaignScenario.Ending.ABORTED);

        // When
        var view = after(scenario.events().toArray(CampaignEvent[]::new));

        // Then
        assertThat(view.state()).isEqualTo(CampaignState.ABORTED);
        assertThat(view.endedAt()).contains(scenario.events().getLast().at());
    }

    @Test
    void aWaveIsCalledAsThePlanSays() {
        assertThat(after(OPENED, PLANNED).plannedWave(1))
                .contains(new WaveView.Planned("Canary", WaveKind.CANARY, 10, 2));
        assertThat(after(OPENED).plannedWave(1)).isEmpty();
    }

    @Test
    void theHighestRevisionOfThePlanLeadsInWhateverOrderTheyCome() {
        // Given
        var first = planned(
                2,
                1,
                new PlannedWave(1, "Canary", WaveKind.CANARY, 10, 2),
                new PlannedWave(2, "Half", WaveKind.SHARE, 40, 4),
                new PlannedWave(3, "Rest", WaveKind.REST, 50, 5));
        var second = planned(
                6,
                2,
                new PlannedWave(1, "Canary", WaveKind.CANARY, 10, 2),
                new PlannedWave(2, "Everyone", WaveKind.REST, 91, 9));

        // When
        var views = List.of(
                after(first, OPENED, second), after(second, first, OPENED), after(first, second, first, OPENED));

        // Then
        assertThat(views).allSatisfy(view -> {
            assertThat(view).isEqualTo(views.getFirst());
            assertThat(view.plan().map(CampaignView.Plan::revision)).contains(2);
            assertThat(view.plan().map(CampaignView.Plan::planned)).contains(101L);
            assertThat(view.waves()).containsOnlyKeys(1, 2);
            assertThat(view.plannedWave(2).map(WaveView.Planned::name)).contains("Everyone");
        });
    }

    @Test
    void aWaveThatWasOpenedAndThatThePlanHasNoMoreStaysWithoutAName() {
        // Given
        var opened = new WaveOpened(CAMPAIGN, 3, AT, 2);
        var first = planned(
                2,
                1,
                new PlannedWave(1, "Canary", WaveKind.CANARY, 10, 2),
                new PlannedWave(2, "Rest", WaveKind.REST, 40, 4));
        var second = planned(6, 2, new PlannedWave(1, "Everyone", WaveKind.REST, 50, 5));

        // When
        var views = List.of(after(first, opened, second), after(second, opened, first));

        // Then
        assertThat(views)
                .allSatisfy(view -> assertThat(view.waves().get(2))
                        .isEqualTo(new WaveView(2, Optional.empty(), Optional.of(AT), Optional.empty())));
    }

    @Test
    void anotherCampaignsEventIsRefused() {
        assertThatThrownBy(() -> CampaignView.unknown("campaign-2").with(OPENED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an event of campaign campaign-1 cannot be folded into campaign campaign-2");
    }

    @Test
    void everyEventIsSaidInASentence() {
        // Given
        var scenario = CampaignScenario.of(1, CAMPAIGN, 20, CampaignScenario.Ending.COMPLETED);

        // When
        var sentences = scenario.events().stream()
                .map(event -> EventSentences.of(new ToldEvent(event, Optional.empty())))
                .toList();

        // Then
        assertThat(sentences).allSatisfy(sentence -> assertThat(sentence).matches("[A-Z].*\\D[.]"));
        assertThat(sentences)
                .contains("Wave 1 opened: its orgs may be pushed.")
                .contains("Plan made: 18 orgs in 3 waves, 2 excluded.");
    }

    @Test
    void aSentenceNamesTheWaveThatItIsAbout() {
        assertThat(EventSentences.of(new ToldEvent(OPENED, Optional.of("Canary"))))
                .isEqualTo("Wave 1 (Canary) opened: its orgs may be pushed.");
        assertThat(EventSentences.of(new ToldEvent(GATE_HALTED, Optional.of("Canary"))))
                .startsWith("Gate of wave 1 (Canary) halted the campaign: of 10 orgs ");
    }

    @Test
    void aPlanThatIsMadeAnewIsSaidToBe() {
        var second = planned(6, 2, new PlannedWave(1, "Everyone", WaveKind.REST, 50, 5));

        assertThat(EventSentences.of(new ToldEvent(second, Optional.empty())))
                .isEqualTo("Plan made anew (revision 2): 50 orgs in 1 wave, 0 excluded.");
    }
}
