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
import io.pushwave.contracts.CampaignEvent.WaveOpened;
import io.pushwave.status.CampaignScenario;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CampaignViewTest {
    private static final String CAMPAIGN = "campaign-1";
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final CampaignEvent PLANNED =
            new CampaignPlanned(CAMPAIGN, 2, AT, List.of(new PlannedWave(1, 10, 2)), 10, 0, 3, Map.of());
    private static final CampaignEvent OPENED = new WaveOpened(CAMPAIGN, 3, AT, 1);
    private static final CampaignEvent GATE_HALTED = new GateDecided(
            CAMPAIGN, 4, AT, 1, Gate.HALTED, new GateNumbers(10, 7, 0, 3, 0, 0, 0, 2), "Too many failed.");
    private static final CampaignEvent HALTED = new CampaignHalted(CAMPAIGN, 5, AT, "gate", "Too many failed.");
    private static final CampaignEvent RESUMED = new CampaignResumed(CAMPAIGN, 6, AT, "ann", "Accepted.");

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
        var sentences = scenario.events().stream().map(EventSentences::of).toList();

        // Then
        assertThat(sentences).allSatisfy(sentence -> assertThat(sentence).matches("[A-Z].*\\D[.]"));
        assertThat(sentences)
                .contains("Wave 1 opened: its orgs may be pushed.")
                .contains("Plan made: 18 orgs in 3 waves, 2 excluded.");
    }
}
