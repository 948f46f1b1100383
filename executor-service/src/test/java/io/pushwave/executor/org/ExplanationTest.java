package io.pushwave.executor.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.org.CommandFacts.ControlFacts;
import io.pushwave.executor.org.CommandFacts.Predecessor;
import io.pushwave.executor.org.CommandFacts.RequestFacts;
import io.pushwave.executor.org.CommandFacts.UnreadControlFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(60);
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void aCommandThatNothingKeepsIsAboutToBePutIntoARequest() {
        assertThat(explained(new Facts())).anyMatch(sentence -> sentence.startsWith("Nothing keeps it"));
    }

    @Test
    void aCommandWaitsForItsWindow() {
        var facts = new Facts();
        facts.notBefore = LATER;

        assertThat(explained(facts)).contains("It may not be pushed before 2026-11-22T12:01:00Z.");
    }

    @Test
    void aCommandWhoseLastMomentHasPassedIsAboutToBeSkipped() {
        var facts = new Facts();
        facts.notAfter = Optional.of(EARLIER);

        assertThat(explained(facts)).anyMatch(sentence -> sentence.endsWith("has passed: it is about to be skipped."));
    }

    @Test
    void aCommandOfACampaignWithoutAControlWaitsForTheFirstOne() {
        var facts = new Facts();
        facts.control = Optional.empty();

        assertThat(explained(facts)).contains("No word about campaign c-1 has come yet.");
    }

    @Test
    void aHaltIsExplainedWithItsReasonAndItsTime() {
        var facts = new Facts();
        facts.control = Optional.of(new ControlFacts(State.HALTED, "the gate of wave 1", EARLIER));

        assertThat(explained(facts)).contains("The campaign is halted since 2026-11-22T11:59:00Z: the gate of wave 1.");
    }

    @Test
    void aControlThatCannotBeReadIsExplainedWithWhatSomebodyCanDo() {
        var facts = new Facts();
        facts.unread = Optional.of(new UnreadControlFacts(EARLIER, "the payload is not JSON"));

        assertThat(explained(facts))
                .contains(
                        "A word about campaign c-1 came at 2026-11-22T11:59:00Z that cannot be read: nothing new is begun until"
                                + " a newer one comes, or it is put back or dropped (GET /api/held-controls). It is no message because"
                                + " the payload is not JSON");
    }

    @Test
    void theCommandThatComesFirstIsNamed() {
        var facts = new Facts();
        facts.first = Optional.of(new Predecessor("c-0/org/1", "c-0", IntentState.STARTED, EARLIER));

        assertThat(explained(facts))
                .contains("Command c-0/org/1 of campaign c-0 comes first: it is STARTED since 2026-11-22T11:59:00Z, "
                        + "and an org has one push in flight per package.");
    }

    @Test
    void whatARequestWaitsForIsExplainedOfItsOrgs() {
        var facts = new Facts();
        facts.state = IntentState.ASSIGNED;
        facts.request = Optional.of(request(Optional.of("Salesforce did not answer")));

        assertThat(explained(facts))
                .contains("The request waits: Salesforce did not answer. It goes on at 2026-11-22T12:01:00Z.");
    }

    @Test
    void aPushUnderWayHasATimeLimit() {
        var facts = new Facts();
        facts.state = IntentState.STARTED;
        facts.request = Optional.of(request(Optional.empty()));

        assertThat(explained(facts))
                .contains("It was activated at 2026-11-22T11:59:00Z; if Salesforce does not end it by "
                        + "2026-11-22T12:59:00Z, it is reported as timed out.");
    }

    @Test
    void whatEndedTellsItsReason() {
        var facts = new Facts();
        facts.state = IntentState.FAILED;
        facts.because = Optional.of("NEEDS_ACTION ApexTestFailure '': a test failed");

        assertThat(explained(facts)).contains("The reason: NEEDS_ACTION ApexTestFailure '': a test failed");
    }

    @ParameterizedTest
    @EnumSource(IntentState.class)
    void everyStateHasASentence(IntentState state) {
        var facts = new Facts();
        facts.state = state;

        assertThat(explained(facts)).isNotEmpty();
    }

    private static RequestFacts request(Optional<String> waitsFor) {
        return new RequestFacts(
                "r-1",
                Optional.of("0DV000000000001"),
                "Activated",
                EARLIER,
                EARLIER,
                Optional.of(EARLIER),
                waitsFor,
                LATER,
                Optional.empty());
    }

    private static List<String> explained(Facts facts) {
        return Explanation.of(facts.build(), Duration.ofHours(1), NOW);
    }

    private static final class Facts {
        private IntentState state = IntentState.WAITING;
        private Instant notBefore = EARLIER;
        private Optional<Instant> notAfter = Optional.empty();
        private Optional<String> because = Optional.empty();
        private Optional<RequestFacts> request = Optional.empty();
        private Optional<ControlFacts> control = Optional.of(new ControlFacts(State.RUNNING, "", EARLIER));
        private Optional<UnreadControlFacts> unread = Optional.empty();
        private Optional<Predecessor> first = Optional.empty();

        private CommandFacts build() {
            return new CommandFacts(
                    "c-1/org/1",
                    "c-1",
                    1,
                    1,
                    "033000000000001",
                    "04t000000000001",
                    notBefore,
                    notAfter,
                    state,
                    EARLIER,
                    because,
                    Optional.empty(),
                    request,
                    control,
                    unread,
                    first);
        }
    }
}
