package io.pushwave.planner.campaign;

import static io.pushwave.planner.campaign.CampaignFixtures.BAKE;
import static io.pushwave.planner.campaign.CampaignFixtures.NOON;
import static io.pushwave.planner.campaign.CampaignFixtures.PLAN;
import static io.pushwave.planner.campaign.CampaignFixtures.STRATEGY;
import static io.pushwave.planner.campaign.CampaignFixtures.facts;
import static io.pushwave.planner.campaign.CampaignFixtures.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.planner.campaign.CampaignCommand.Abort;
import io.pushwave.planner.campaign.CampaignCommand.Create;
import io.pushwave.planner.campaign.CampaignCommand.FinishPlan;
import io.pushwave.planner.campaign.CampaignCommand.GiveUp;
import io.pushwave.planner.campaign.CampaignCommand.Halt;
import io.pushwave.planner.campaign.CampaignCommand.HaltAtGate;
import io.pushwave.planner.campaign.CampaignCommand.OpenWave;
import io.pushwave.planner.campaign.CampaignCommand.PassGate;
import io.pushwave.planner.campaign.CampaignCommand.Resume;
import io.pushwave.planner.campaign.CampaignCommand.StartBake;
import io.pushwave.planner.campaign.CampaignEvent.AcceptedFailures;
import io.pushwave.planner.campaign.CampaignEvent.Control;
import io.pushwave.planner.campaign.CampaignEvent.ControlChanged;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CampaignLifeTest {
    private static final long EPOCH = NOON.toEpochMilli();
    private static final Wave DONE = wave(1, new WaveCounts(10, 0, 0, 0, 8, 0, 2, 0, 0, 0), 2);
    private static final Wave CROSSED = wave(1, new WaveCounts(10, 3, 0, 0, 4, 0, 3, 0, 0, 0), 2);
    private static final Wave NEXT = wave(2, new WaveCounts(10, 10, 0, 0, 0, 0, 0, 0, 0, 0), 2);
    private static final Opening OPENING = new Opening(1);
    private static final Pushing PUSHING = new Pushing(1);
    private static final Baking BAKING = new Baking(1, NOON);
    private static final Halted HALTED = new Halted(PUSHING);

    private static final List<Optional<CampaignState>> STATES = Stream.concat(
                    Stream.of(Optional.<CampaignState>empty()),
                    Stream.of(new Preparing(), OPENING, PUSHING, BAKING, HALTED, new Aborted(), new Completed())
                            .map(Optional::<CampaignState>of))
            .toList();

    private static final List<CampaignCommand> COMMANDS = List.of(
            new Create(),
            new FinishPlan(PLAN),
            new GiveUp("nobody has it"),
            new OpenWave(),
            new StartBake(),
            new PassGate(),
            new HaltAtGate(),
            new Halt("anna", "errors"),
            new Resume("anna", "fixed"),
            new Abort("anna", "wrong version"));

    /** Every pair that leads to a state; of all others nothing comes. */
    private static final Map<Pair, CampaignState> LEADS_TO = Map.ofEntries(
            leads(Optional.empty(), Create.class, new Preparing()),
            leads(Optional.of(new Preparing()), FinishPlan.class, OPENING),
            leads(Optional.of(new Preparing()), GiveUp.class, new Aborted()),
            leads(Optional.of(new Preparing()), Abort.class, new Aborted()),
            leads(Optional.of(OPENING), OpenWave.class, PUSHING),
            leads(Optional.of(OPENING), Halt.class, new Halted(OPENING)),
            leads(Optional.of(OPENING), Abort.class, new Aborted()),
            leads(Optional.of(PUSHING), StartBake.class, new Baking(1, NOON.plus(BAKE))),
            leads(Optional.of(PUSHING), HaltAtGate.class, HALTED),
            leads(Optional.of(PUSHING), Halt.class, HALTED),
            leads(Optional.of(PUSHING), Abort.class, new Aborted()),
            leads(Optional.of(BAKING), PassGate.class, new Opening(2)),
            leads(Optional.of(BAKING), Halt.class, new Halted(BAKING)),
            leads(Optional.of(BAKING), Abort.class, new Aborted()),
            leads(Optional.of(HALTED), Resume.class, PUSHING),
            leads(Optional.of(HALTED), Abort.class, new Aborted()));

    private record Pair(Optional<CampaignState> state, Class<?> command) {}

    private static Map.Entry<Pair, CampaignState> leads(
            Optional<CampaignState> state, Class<?> command, CampaignState next) {
        return Map.entry(new Pair(state, command), next);
    }

    static Stream<Arguments> allPairs() {
        return STATES.stream().flatMap(state -> COMMANDS.stream().map(command -> Arguments.of(state, command)));
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void aCommandLeadsWhereTheTableSaysOrNowhere(Optional<CampaignState> state, CampaignCommand command) {
        // When
        var outcome = handle(state, command, command instanceof HaltAtGate ? CROSSED : DONE, NEXT);

        // Then
        var expected = Optional.ofNullable(LEADS_TO.get(new Pair(state, command.getClass())));
        assertThat(Optional.of(outcome)
                        .filter(Outcome.Changed.class::isInstance)
                        .map(Outcome::changed)
                        .map(Outcome.Changed::next))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void whatChangesACampaignIsNumberedWithoutGapsAndSaysThroughWhom(
            Optional<CampaignState> state, CampaignCommand command) {
        // When
        var outcome = handle(state, command, command instanceof HaltAtGate ? CROSSED : DONE, NEXT);

        // Then
        if (outcome instanceof Outcome.Changed change) {
            assertThat(change.from()).isEqualTo(state);
            assertThat(change.audit())
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.by())
                            .isEqualTo(
                                    command instanceof Halt || command instanceof Resume || command instanceof Abort
                                            ? "anna"
                                            : command instanceof PassGate || command instanceof HaltAtGate
                                                    ? "gate"
                                                    : "planner"));
            long events = change.events().stream()
                    .filter(event -> !(event instanceof ControlChanged))
                    .count();
            assertThat(change.campaign().sequence()).isEqualTo(5 + events);
            assertThat(change.campaign().controlEpoch())
                    .isEqualTo(events == change.events().size() ? 1 : EPOCH);
        } else {
            assertThatThrownBy(outcome::changed).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void whatIsPlannedIsSaidWithThePlanThatItIs() {
        assertThat(handle(new Preparing(), new FinishPlan(PLAN), DONE, NEXT)
                        .changed()
                        .events())
                .containsExactly(new CampaignEvent.Planned(6, PLAN, List.of(DONE, NEXT), Map.of()));
    }

    @Test
    void aGateThatHaltsSaysWhyBeforeTheCampaignIsHalted() {
        assertThat(handle(PUSHING, new HaltAtGate(), CROSSED, NEXT).changed().events())
                .containsExactly(
                        new CampaignEvent.GateDecided(6, CROSSED, Gate.HALTED, "3 of 10 orgs failed, 2 are tolerated"),
                        new CampaignEvent.Halted(7, "gate", "wave 1 (canary): 3 of 10 orgs failed, 2 are tolerated"),
                        new ControlChanged(
                                EPOCH, Control.HALTED, "wave 1 (canary): 3 of 10 orgs failed, 2 are tolerated"));
    }

    @Test
    void theLastGateEndsTheCampaign() {
        var reason = "2 of 10 orgs failed, 2 are tolerated; the bake time is over";

        assertThat(handle(BAKING, new PassGate(), DONE).changed().events())
                .containsExactly(
                        new CampaignEvent.GateDecided(6, DONE, Gate.PASSED, reason),
                        new CampaignEvent.Completed(7, List.of(DONE)),
                        new ControlChanged(EPOCH, Control.ENDED, "completed"));
    }

    @Test
    void whoResumesAcceptsTheFailuresOfTheWaveThatWasHalted() {
        var reason = "fixed; the 3 failed orgs of wave 1 (canary) are accepted, 5 are tolerated from now on";
        var change = handle(HALTED, new Resume("anna", "fixed"), CROSSED, NEXT).changed();

        assertThat(change.events())
                .containsExactly(
                        new CampaignEvent.Resumed(6, "anna", reason, Optional.of(new AcceptedFailures(1, 5))),
                        new ControlChanged(EPOCH, Control.RUNNING, reason));
        assertThat(change.audit()).containsExactly(new AuditEntry(NOON, "anna", "fixed"));
    }

    @Test
    void whoResumesAWaveThatToleratesNothingAcceptsItsFailuresAndNoMore() {
        // Given
        var halted = CampaignFixtures.wave(3, new WaveCounts(10, 0, 4, 0, 5, 0, 1, 0, 0, 0), 0);

        // When
        var change = handle(new Halted(new Pushing(3)), new Resume("anna", ""), halted)
                .changed();

        // Then
        assertThat(change.events().getFirst())
                .isInstanceOfSatisfying(
                        CampaignEvent.Resumed.class,
                        resumed -> assertThat(resumed.accepted()).contains(new AcceptedFailures(3, 1)));
    }

    @Test
    void aResumeAfterAHaltByHandAcceptsNothing() {
        assertThat(handle(HALTED, new Resume("anna", ""), DONE, NEXT).changed().events())
                .containsExactly(
                        new CampaignEvent.Resumed(6, "anna", "", Optional.empty()),
                        new ControlChanged(EPOCH, Control.RUNNING, ""));
    }

    @Test
    void aGateDoesNotPassEarlyNorHaltWithinTheTolerance() {
        assertThat(handle(new Baking(1, NOON.plusMillis(1)), new PassGate(), DONE, NEXT))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(handle(PUSHING, new HaltAtGate(), DONE, NEXT)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aWaveIsNotWatchedBeforeItsEndNorWhereTooManyFailed() {
        var inFlight = wave(1, new WaveCounts(10, 0, 1, 0, 9, 0, 0, 0, 0, 0), 2);
        var failed = wave(1, new WaveCounts(10, 0, 0, 0, 7, 0, 3, 0, 0, 0), 2);

        assertThat(handle(PUSHING, new StartBake(), inFlight, NEXT)).isInstanceOf(Outcome.Refused.class);
        assertThat(handle(PUSHING, new StartBake(), failed, NEXT)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aControlIsNewerThanTheNewestOneWhateverTheClockSays() {
        var ahead = new CampaignFacts(CampaignFixtures.identity(STRATEGY), EPOCH + 10, 5, List.of(), Map.of());
        var outcome = CampaignLife.handle(Optional.of(PUSHING), new Halt("anna", ""), ahead, NOON);

        assertThat(outcome.changed().campaign().controlEpoch()).isEqualTo(EPOCH + 11);
    }

    private static Outcome handle(CampaignState state, CampaignCommand command, Wave... waves) {
        return handle(Optional.of(state), command, waves);
    }

    private static Outcome handle(Optional<CampaignState> state, CampaignCommand command, Wave... waves) {
        return handle(state, command, NOON, waves);
    }

    private static Outcome handle(Optional<CampaignState> state, CampaignCommand command, Instant now, Wave... waves) {
        return CampaignLife.handle(state, command, facts(waves), now);
    }
}
