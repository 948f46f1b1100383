package io.pushwave.planner.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.planner.campaign.CampaignLife.Outcome;
import io.pushwave.planner.campaign.CampaignState.Aborted;
import io.pushwave.planner.campaign.CampaignState.Baking;
import io.pushwave.planner.campaign.CampaignState.Completed;
import io.pushwave.planner.campaign.CampaignState.Halted;
import io.pushwave.planner.campaign.CampaignState.Opening;
import io.pushwave.planner.campaign.CampaignState.Preparing;
import io.pushwave.planner.campaign.CampaignState.Pushing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CampaignStateTest {
    private static final List<CampaignState> STATES = List.of(
            new Preparing(),
            new Opening(1),
            new Pushing(1),
            new Baking(1, CampaignFixtures.NOON),
            new Halted(new Pushing(1)),
            new Aborted(),
            new Completed());

    private static final Map<Class<?>, Set<Class<?>>> LEGAL = Map.of(
            Preparing.class, Set.of(Opening.class, Aborted.class),
            Opening.class, Set.of(Pushing.class, Halted.class, Aborted.class),
            Pushing.class, Set.of(Baking.class, Halted.class, Aborted.class),
            Baking.class, Set.of(Opening.class, Completed.class, Halted.class, Aborted.class),
            Halted.class, Set.of(Pushing.class, Aborted.class),
            Aborted.class, Set.of(),
            Completed.class, Set.of());

    static Stream<Arguments> allPairs() {
        return STATES.stream().flatMap(from -> STATES.stream().map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void aStateLeadsToAnotherExactlyWhenTheDiagramSaysSo(CampaignState from, CampaignState to) {
        // When
        var reachable = successors(from).map(Object::getClass).toList();

        // Then
        assertThat(reachable.contains(to.getClass()))
                .as("%s to %s", from, to)
                .isEqualTo(LEGAL.getOrDefault(from.getClass(), Set.of()).contains(to.getClass()));
    }

    static Stream<Arguments> allBrakesOnAllStates() {
        return Stream.of(Brake.values()).flatMap(brake -> STATES.stream().map(state -> Arguments.of(brake, state)));
    }

    @ParameterizedTest
    @MethodSource("allBrakesOnAllStates")
    void aBrakeWorksExactlyInTheStatesThatItsRuleNames(Brake brake, CampaignState state) {
        // When
        var outcome = apply(brake, state);

        // Then
        assertThat(outcome instanceof Outcome.Changed)
                .as("%s on %s", brake, state)
                .isEqualTo(brake.rule().contains(state.name().name()));
        if (outcome instanceof Outcome.Changed change) {
            assertThat(successors(state)).contains(change.next());
        }
    }

    @ParameterizedTest
    @MethodSource("allBrakesOnAllStates")
    void aBrakeChangesNothingWhereTheCampaignIsWhereItWouldBringIt(Brake brake, CampaignState state) {
        // Given
        var brought = switch (brake) {
            case HALT -> CampaignState.Name.HALTED;
            case RESUME -> CampaignState.Name.RUNNING;
            case ABORT -> CampaignState.Name.ABORTED;
        };

        // When
        var outcome = apply(brake, state);

        // Then
        assertThat(outcome instanceof Outcome.Unchanged)
                .as("%s on %s", brake, state)
                .isEqualTo(state.name() == brought);
    }

    private static Outcome apply(Brake brake, CampaignState state) {
        return CampaignLife.handle(
                Optional.of(state), brake.command("anna", ""), CampaignFixtures.facts(), CampaignFixtures.NOON);
    }

    private static Stream<CampaignState> successors(CampaignState state) {
        return switch (state) {
            case Preparing preparing -> Stream.of(preparing.planned(), preparing.abort());
            case Opening opening -> Stream.of(opening.opened(), opening.halt(), opening.abort());
            case Pushing pushing -> Stream.of(pushing.done(CampaignFixtures.NOON), pushing.halt(), pushing.abort());
            case Baking baking -> Stream.of(baking.nextWave(), baking.completed(), baking.halt(), baking.abort());
            case Halted halted -> Stream.of(halted.resume(), halted.abort());
            case Aborted _, Completed _ -> Stream.of();
        };
    }
}
