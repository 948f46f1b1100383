package io.pushwave.planner.plan;

import static io.pushwave.planner.strategy.StrategyFixtures.wave;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.OrgFacts;
import io.pushwave.planner.org.OrgFixtures;
import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.org.filter.FilterLimits;
import io.pushwave.planner.org.filter.rsql.RsqlFilters;
import io.pushwave.planner.strategy.StrategyDocument;
import io.pushwave.planner.strategy.StrategyFixtures;
import io.pushwave.planner.strategy.WaveSelection;
import io.pushwave.planner.strategy.WaveSize;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WaveTermsTest {
    private static final RsqlFilters FILTERS = new RsqlFilters(FilterLimits.DEFAULT);

    /** A production org, a sandbox, one of the publisher's own, and one with another value of a label. */
    private static final List<OrgFacts> ORGS = List.of(
            org(1, "Production", Map.of("ring", "1")),
            org(2, "Sandbox", Map.of()),
            org(3, "Production", Map.of("own-test-org", "true")),
            org(4, "Sandbox", Map.of("ring", "TWO")));

    private static OrgFacts org(int number, String type, Map<String, String> labels) {
        var org = new RegisteredOrg(
                OrgFixtures.org(number),
                "Org " + number,
                type,
                "Active",
                "NA1",
                Optional.<OrgKey>empty(),
                OrgFixtures.versionId(1),
                false,
                labels);
        return new OrgFacts(org, Optional.empty(), OptionalInt.empty(), Optional.empty());
    }

    private static StrategyDocument document(WaveSelection selection, WaveSize size) {
        return StrategyFixtures.document(
                StrategyDocument.TOLERANCE,
                Duration.ZERO,
                StrategyDocument.RETRIES,
                List.of(wave("The wave", selection, size)));
    }

    static Stream<Arguments> selections() {
        return Stream.of(
                Arguments.of(new WaveSelection.Everyone(), List.of(1, 2, 3, 4)),
                Arguments.of(new WaveSelection.OwnTestOrgs(), List.of(3)),
                Arguments.of(new WaveSelection.Sandboxes(), List.of(2, 4)),
                Arguments.of(new WaveSelection.Production(), List.of(1, 3)),
                Arguments.of(new WaveSelection.Labelled("ring", List.of("1", "two")), List.of(1, 4)),
                Arguments.of(new WaveSelection.Labelled("colour", List.of("red")), List.of()),
                Arguments.of(new WaveSelection.Matching("type==Sandbox;label.ring!=two"), List.of(2)));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void aWaveTakesWhomItsSelectionNames(WaveSelection selection, List<Integer> expected) {
        // When
        var terms = WaveTerms.of(document(selection, new WaveSize.All()), FILTERS::parse);

        // Then
        assertThat(terms).hasSize(1);
        assertThat(IntStream.rangeClosed(1, ORGS.size())
                        .filter(number -> terms.getFirst().takes().test(ORGS.get(number - 1))))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void nameAndSizeAreThoseOfTheRule() {
        // When
        var terms = WaveTerms.of(document(new WaveSelection.Everyone(), new WaveSize.Count(7)), FILTERS::parse);

        // Then
        assertThat(terms).extracting(WaveTerms::name).containsExactly("The wave");
        assertThat(terms).extracting(WaveTerms::size).containsExactly(new WaveSize.Count(7));
    }
}
