package io.pushwave.status.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.CampaignPlanEntry.OrgPlanned;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.PushResult;
import io.pushwave.messaging.domain.LogGap;
import io.pushwave.messaging.domain.ReadingStart.Gap;
import io.pushwave.messaging.domain.ReadingStart.Kind;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.InMemoryView;
import io.pushwave.status.campaign.Missing.What;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompletenessTest {
    private static final CampaignScenario SCENARIO =
            CampaignScenario.of(3, "campaign-1", 120, CampaignScenario.Ending.COMPLETED);
    private static final LogProgress ALL_READ =
            read(SCENARIO.events().getLast().at().plus(Duration.ofHours(1)));

    private static LogProgress read(Instant until) {
        return new LogProgress(Optional.of(until), Optional.of(until), Optional.of(until), List.of());
    }

    private static LogGap gap(String topic, Gap gap) {
        return new LogGap("push-results", topic, 3, gap, Optional.empty(), Instant.EPOCH);
    }

    private static List<Missing> missing(CampaignScenario scenario, LogProgress log, Predicate<Message> stillThere) {
        var view = InMemoryView.of(
                scenario.campaignId(),
                scenario.messages().stream().filter(stillThere).toList());
        return Completeness.of(view.campaign(), view.counters(), log);
    }

    @ParameterizedTest
    @EnumSource
    void aCampaignOfWhichEverythingWasReadIsComplete(CampaignScenario.Ending ending) {
        assertThat(missing(CampaignScenario.of(4, "campaign-1", 120, ending), LogProgress.UNKNOWN, _ -> true))
                .isEmpty();
    }

    @Test
    void excludedOrgsThatTheLogNoLongerHasAreMissing() {
        // When
        var missing = missing(SCENARIO, ALL_READ, message -> !(message instanceof OrgExcluded));

        // Then
        assertThat(missing)
                .containsExactly(new Missing(
                        What.PLAN_ENTRIES,
                        12,
                        120,
                        false,
                        "12 of 120 plan entries are missing: the log no longer has them."));
    }

    @Test
    void planEntriesThatMayBeOnTheirWayAreSaidToBeStillRead() {
        // When
        var missing = missing(SCENARIO, LogProgress.UNKNOWN, message -> !(message instanceof OrgExcluded));

        // Then
        assertThat(missing)
                .containsExactly(new Missing(
                        What.PLAN_ENTRIES,
                        12,
                        120,
                        true,
                        "12 of 120 plan entries are missing: they are still being read, or on their way."));
    }

    @Test
    void whatWasReadBeforeTheCampaignSpokeLastSaysNothing() {
        // When
        var missing = missing(
                SCENARIO, read(SCENARIO.events().getFirst().at()), message -> !(message instanceof OrgExcluded));

        // Then
        assertThat(missing).extracting(Missing::stillReading).containsExactly(true);
    }

    @Test
    void resultsThatTheLogNoLongerHasAreMissingInEveryNumberThatTheyWerePartOf() {
        // When
        var missing = missing(SCENARIO, ALL_READ, message -> !(message instanceof PushResult));

        // Then
        assertThat(missing)
                .extracting(Missing::what)
                .containsExactly(
                        What.ENDS, What.FINAL_NUMBERS, What.GATE_NUMBERS, What.GATE_NUMBERS, What.GATE_NUMBERS);
        assertThat(missing.getFirst().text())
                .isEqualTo("The campaign completed, and the ends of 108 of 108 orgs are missing:"
                        + " the log no longer has them.");
    }

    @Test
    void aPlanThatTheLogNoLongerHasLeavesNoNumberAnEnd() {
        // When
        var missing = missing(SCENARIO, ALL_READ, message -> !(message instanceof OrgPlanned));

        // Then
        assertThat(missing).extracting(Missing::what).contains(What.PLAN_ENTRIES, What.FINAL_NUMBERS);
        assertThat(missing.getFirst().missing()).isEqualTo(108);
    }

    @Test
    void eventsBetweenThoseThatWereSeenAreMissing() {
        // When
        var missing = missing(SCENARIO, ALL_READ, message -> !(message instanceof CampaignPlanned));

        // Then
        assertThat(missing.getFirst().what()).isEqualTo(What.EVENTS);
        assertThat(missing.getFirst().text())
                .isEqualTo("Events 2 of the campaign are missing: the log no longer has them.");
    }

    @Test
    void gapsThatWereComeUponExplainWhatIsMissing() {
        // Given
        var gap = gap("pushwave.push-results.v1", new Gap(Kind.PURGED, 100, OptionalLong.of(220)));
        var elsewhere = gap("pushwave.release-reports.v1", new Gap(Kind.PURGED, 0, OptionalLong.of(1)));
        var log = new LogProgress(ALL_READ.plan(), ALL_READ.events(), ALL_READ.results(), List.of(gap, elsewhere));

        // Then
        assertThat(missing(SCENARIO, log, _ -> true)).isEmpty();
        assertThat(missing(SCENARIO, log, message -> !(message instanceof PushResult))
                        .getLast())
                .isEqualTo(new Missing(
                        What.LOG,
                        120,
                        120,
                        false,
                        "Gone from the log: offsets 100 to 219 of pushwave.push-results.v1 partition 3 were removed before"
                                + " push-results had read them."));
    }

    @Test
    void ofATopicThatWasMadeAnewNobodyKnowsHowMuchIsMissing() {
        // Given
        var gap = gap("pushwave.campaign-plan.v1", new Gap(Kind.RECREATED, 100, OptionalLong.empty()));
        var log = new LogProgress(ALL_READ.plan(), ALL_READ.events(), ALL_READ.results(), List.of(gap));

        // When
        var missing = missing(SCENARIO, log, message -> !(message instanceof OrgExcluded));

        // Then
        assertThat(missing.getLast().what()).isEqualTo(What.LOG);
        assertThat(missing.getLast().missing()).isZero();
        assertThat(missing.getLast().text()).contains("the topic was made anew");
    }
}
