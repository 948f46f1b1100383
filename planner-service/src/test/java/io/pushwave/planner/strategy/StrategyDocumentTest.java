package io.pushwave.planner.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.contracts.CampaignEvent.WaveKind;
import io.pushwave.planner.strategy.StrategyDocument.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StrategyDocumentTest {
    private static final WaveSelection EVERYONE = new WaveSelection.Everyone();
    private static final WaveSize ALL = new WaveSize.All();
    private static final Duration MILLI = Duration.ofMillis(1);

    private static WaveRule wave(String name, WaveSelection selection, WaveSize size) {
        return new WaveRule(name, false, selection, size, Optional.empty(), Optional.empty());
    }

    private static WaveRule share(String name, int percentage) {
        return wave(name, EVERYONE, new WaveSize.Percentage(percentage));
    }

    private static StrategyDocument document(WaveRule... waves) {
        return document("What it is for", Duration.ofHours(1), Duration.ofMinutes(15), List.of(waves));
    }

    private static StrategyDocument document(String description, Duration bake, Duration slots, List<WaveRule> waves) {
        return document(description, bake, slots, Duration.ofHours(1), Duration.ofDays(7), waves);
    }

    private static StrategyDocument document(
            String description,
            Duration bake,
            Duration slots,
            Duration maximumAge,
            Duration holdPatience,
            List<WaveRule> waves) {
        return new StrategyDocument(
                description,
                StrategyDocument.OWN_TEST_ORGS,
                waves,
                CustomerRule.DEFAULT,
                StrategyDocument.TOLERANCE,
                bake,
                StrategyDocument.RETRIES,
                Optional.empty(),
                Optional.empty(),
                InFlight.UNBOUNDED,
                slots,
                Membership.SNAPSHOT,
                Overlap.DEFAULT,
                maximumAge,
                holdPatience);
    }

    private static StrategyDocument timed(Duration bake, Duration slots, Duration maximumAge, Duration holdPatience) {
        return document("x", bake, slots, maximumAge, holdPatience, List.of(share("A", 1)));
    }

    private static StrategyDocument slots(Duration slots) {
        return document("x", Duration.ZERO, slots, List.of(share("A", 1)));
    }

    private static List<WaveRule> waves(int number) {
        return IntStream.range(0, number)
                .mapToObj(each -> wave("Wave " + each, EVERYONE, new WaveSize.Count(1)))
                .toList();
    }

    private static WaveRule baking(Duration bake) {
        return new WaveRule("A", false, EVERYONE, ALL, Optional.of(bake), Optional.empty());
    }

    private static Arguments broken(String sentence, ThrowingCallable made) {
        return Arguments.of(sentence, made);
    }

    static Stream<Arguments> nonsense() {
        var minute = Duration.ofMinutes(1);
        return Stream.of(
                broken("percentage is 0, 1 to 100 is expected", () -> new WaveSize.Percentage(0)),
                broken("percentage is 101, 1 to 100 is expected", () -> new WaveSize.Percentage(101)),
                broken("count is 0, 1 to 1000000 is expected", () -> new WaveSize.Count(0)),
                broken("count is 1000001, 1 to 1000000 is expected", () -> new WaveSize.Count(1_000_001)),
                broken("label is '', the name of a label", () -> new WaveSelection.Labelled("", List.of("a"))),
                broken("label is 'Ring', the name of a label", () -> new WaveSelection.Labelled("Ring", List.of("a"))),
                broken("label is '-a', the name of a label", () -> new WaveSelection.Labelled("-a", List.of("a"))),
                broken(
                        "label is '" + "a".repeat(64) + "', the name of a label",
                        () -> new WaveSelection.Labelled("a".repeat(64), List.of("a"))),
                broken("values has 0 entries, 1 to 100", () -> new WaveSelection.Labelled("a", List.of())),
                broken(
                        "values has 101 entries, 1 to 100",
                        () -> new WaveSelection.Labelled(
                                "a",
                                IntStream.range(0, 101)
                                        .mapToObj(Integer::toString)
                                        .toList())),
                broken(
                        "values[1] is 'x', which is there twice",
                        () -> new WaveSelection.Labelled("a", List.of("x", "x"))),
                broken("values[0] is '', one line of text", () -> new WaveSelection.Labelled("a", List.of(""))),
                broken(
                        "values[0] has 201 characters, at most 200",
                        () -> new WaveSelection.Labelled("a", List.of("x".repeat(201)))),
                broken("filter is ' ', one line of text", () -> new WaveSelection.Matching(" ")),
                broken("filter is 'a?b', one line of text", () -> new WaveSelection.Matching("a\nb")),
                broken("filter has 2001 characters, at most 2000", () -> new WaveSelection.Matching("x".repeat(2_001))),
                broken("name is '', one line of text", () -> wave("", EVERYONE, ALL)),
                broken("name is '\u00a0', one line of text", () -> wave("\u00a0", EVERYONE, ALL)),
                broken("name is 'a?', one line of text", () -> wave("a\n", EVERYONE, ALL)),
                broken("name has the character U+0000 at position 2", () -> wave("a\0", EVERYONE, ALL)),
                broken("name has the character U+D83D at position 1", () -> wave("\uD83D", EVERYONE, ALL)),
                broken("name has 61 characters, at most 60", () -> wave("😀".repeat(61), EVERYONE, ALL)),
                broken("bake is PT-0.001S, PT0S to PT720H is expected", () -> baking(MILLI.negated())),
                broken(
                        "bake is PT720H0.001S, PT0S to PT720H is expected",
                        () -> baking(Duration.ofDays(30).plus(MILLI))),
                broken("bake is PT0.000001S, whole milliseconds are expected", () -> baking(Duration.ofNanos(1_000))),
                broken("percentage is -1, 0 to 100 is expected", () -> new Tolerance(-1, 0)),
                broken("percentage is 101, 0 to 100 is expected", () -> new Tolerance(101, 0)),
                broken("minimum is -1, 0 to 1000000 is expected", () -> new Tolerance(0, -1)),
                broken("minimum is 1000001, 0 to 1000000 is expected", () -> new Tolerance(0, 1_000_001)),
                broken("attempts is 0, 1 to 20 is expected", () -> new RetryPolicy(0, minute, 1)),
                broken("attempts is 21, 1 to 20 is expected", () -> new RetryPolicy(21, minute, 1)),
                broken("delay is PT-0.001S, PT0S to PT168H", () -> new RetryPolicy(1, MILLI.negated(), 1)),
                broken(
                        "delay is PT168H0.001S, PT0S to PT168H",
                        () -> new RetryPolicy(1, Duration.ofDays(7).plus(MILLI), 1)),
                broken("factor is 0.99, 1 to 10 is expected", () -> new RetryPolicy(1, minute, 0.99)),
                broken("factor is 10.01, 1 to 10 is expected", () -> new RetryPolicy(1, minute, 10.01)),
                broken("factor is NaN, 1 to 10 is expected", () -> new RetryPolicy(1, minute, Double.NaN)),
                broken("perMinute is 0, 1 to 1000000 is expected", () -> new Rate.Constant(0)),
                broken("perMinute is 1000001, 1 to 1000000 is expected", () -> new Rate.Constant(1_000_001)),
                broken("basePerMinute is 0, 1 to 1000000", () -> new Rate.Growing(0, 2, 1, 1)),
                broken("basePerMinute is 1000001, 1 to 1000000", () -> new Rate.Growing(1_000_001, 2, 1_000_000, 1)),
                broken("factor is 1, 1.1 to 5 is expected", () -> new Rate.Growing(1, 1, 1, 1)),
                broken("factor is 5.1, 1.1 to 5 is expected", () -> new Rate.Growing(1, 5.1, 1, 1)),
                broken("maximumPerMinute is 0, 1 to 1000000", () -> new Rate.Growing(1, 2, 0, 1)),
                broken("maximumPerMinute is 1000001, 1 to 1000000", () -> new Rate.Growing(1, 2, 1_000_001, 1)),
                broken(
                        "maximumPerMinute is 9, at least basePerMinute, which is 10, is expected",
                        () -> new Rate.Growing(10, 2, 9, 1)),
                broken("growsAfter is 0, 1 to 1000000", () -> new Rate.Growing(1, 2, 1, 0)),
                broken("growsAfter is 1000001, 1 to 1000000", () -> new Rate.Growing(1, 2, 1, 1_000_001)),
                broken("first is 0, 1 to 1000000", () -> new Ramp(0, 2, 50)),
                broken("first is 1000001, 1 to 1000000", () -> new Ramp(1_000_001, 2, 50)),
                broken("factor is 1, 1.1 to 10 is expected", () -> new Ramp(1, 1, 50)),
                broken("factor is 10.5, 1.1 to 10 is expected", () -> new Ramp(1, 10.5, 50)),
                broken("mostlyEndedPercentage is 0, 1 to 100", () -> new Ramp(1, 2, 0)),
                broken("mostlyEndedPercentage is 101, 1 to 100", () -> new Ramp(1, 2, 101)),
                broken("campaign is 0, 1 to 1000000", () -> new InFlight(OptionalInt.of(0), OptionalInt.empty())),
                broken(
                        "campaign is 1000001, 1 to 1000000",
                        () -> new InFlight(OptionalInt.of(1_000_001), OptionalInt.empty())),
                broken("perInstance is 0, 1 to 1000000", () -> new InFlight(OptionalInt.empty(), OptionalInt.of(0))),
                broken(
                        "perInstance is 1000001, 1 to 1000000",
                        () -> new InFlight(OptionalInt.empty(), OptionalInt.of(1_000_001))),
                broken("priority is -1, 0 to 1000", () -> new Overlap(Overlap.WhenOccupied.WAIT, -1)),
                broken("priority is 1001, 0 to 1000", () -> new Overlap(Overlap.WhenOccupied.WAIT, 1_001)),
                broken(
                        "description is '', one line of text",
                        () -> document("", Duration.ZERO, minute, List.of(share("A", 1)))),
                broken(
                        "description has 2001 characters",
                        () -> document("x".repeat(2_001), Duration.ZERO, minute, List.of(share("A", 1)))),
                broken("waves has 0 entries, 1 to 20 are expected", StrategyDocumentTest::document),
                broken(
                        "waves has 21 entries, 1 to 20 are expected",
                        () -> document("x", Duration.ZERO, minute, waves(21))),
                broken(
                        "waves[1].name is 'A', and so is that of waves[0]",
                        () -> document(share("A", 1), share("A", 2))),
                broken(
                        "waves[2].size.percentage is 41, which makes 101 with those before it; at most 100 is expected",
                        () -> document(share("A", 30), share("B", 30), share("C", 41))),
                broken(
                        "waves[1] comes after wave 'A', which leaves it nobody",
                        () -> document(wave("A", EVERYONE, ALL), wave("B", new WaveSelection.Sandboxes(), ALL))),
                broken(
                        "waves[2] comes after wave 'A', which leaves it nobody",
                        () -> document(
                                wave("A", new WaveSelection.Sandboxes(), ALL),
                                share("B", 5),
                                wave("C", new WaveSelection.Sandboxes(), new WaveSize.Count(1)))),
                broken("bake is PT-0.001S, PT0S to PT720H", () -> timed(MILLI.negated(), minute, minute, minute)),
                broken("slots is PT59.999S, PT1M to PT24H", () -> slots(minute.minus(MILLI))),
                broken(
                        "slots is PT24H0.001S, PT1M to PT24H",
                        () -> slots(Duration.ofDays(1).plus(MILLI))),
                broken("slots is PT7M, a whole part of a day is expected", () -> slots(Duration.ofMinutes(7))),
                broken(
                        "register.maximumAge is PT59.999S, PT1M to PT720H",
                        () -> timed(minute, minute, minute.minus(MILLI), minute)),
                broken(
                        "register.maximumAge is PT720H0.001S, PT1M to PT720H",
                        () -> timed(minute, minute, Duration.ofDays(30).plus(MILLI), minute)),
                broken(
                        "holdPatience is PT59.999S, PT1M to PT2160H",
                        () -> timed(minute, minute, minute, minute.minus(MILLI))),
                broken(
                        "holdPatience is PT2160H0.001S, PT1M to PT2160H",
                        () -> timed(minute, minute, minute, Duration.ofDays(90).plus(MILLI))),
                broken(
                        "name is 'Standard', a name of lower-case letters",
                        () -> new Strategy("Standard", 1, document(share("A", 1)))),
                broken("name is 'a--b', a name of lower-case letters", () -> Strategy.checkedName("a--b")),
                broken("name is '..', a name of lower-case letters", () -> Strategy.checkedName("..")),
                broken("name has 61 characters, at most 60", () -> Strategy.checkedName("a".repeat(61))),
                broken("name is 'schema', which is no strategy's", () -> Strategy.checkedName("schema")),
                broken(
                        "version is 0, at least 1 is expected",
                        () -> new Strategy("standard", 0, document(share("A", 1)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nonsense")
    void nonsenseIsRefusedInASentenceThatNamesFieldValueAndRule(String sentence, ThrowingCallable made) {
        assertThatThrownBy(made)
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith(sentence);
    }

    static Stream<Arguments> bounds() {
        var minute = Duration.ofMinutes(1);
        return Stream.<ThrowingCallable>of(
                        () -> new WaveSize.Percentage(1),
                        () -> new WaveSize.Percentage(100),
                        () -> new WaveSize.Count(1),
                        () -> new WaveSize.Count(1_000_000),
                        () -> new WaveSelection.Labelled("a".repeat(63), List.of("x".repeat(200))),
                        () -> new WaveSelection.Matching("x".repeat(2_000)),
                        () -> wave("😀".repeat(60), EVERYONE, ALL),
                        () -> baking(Duration.ZERO),
                        () -> baking(Duration.ofDays(30)),
                        () -> new Tolerance(0, 0),
                        () -> new Tolerance(100, 1_000_000),
                        () -> new RetryPolicy(1, Duration.ZERO, 1),
                        () -> new RetryPolicy(20, Duration.ofDays(7), 10),
                        () -> new Rate.Constant(1),
                        () -> new Rate.Constant(1_000_000),
                        () -> new Rate.Growing(1, 1.1, 1, 1),
                        () -> new Rate.Growing(1_000_000, 5, 1_000_000, 1_000_000),
                        () -> new Ramp(1, 1.1, 1),
                        () -> new Ramp(1_000_000, 10, 100),
                        () -> new InFlight(OptionalInt.of(1), OptionalInt.of(1)),
                        () -> new InFlight(OptionalInt.of(1_000_000), OptionalInt.of(1_000_000)),
                        () -> new Overlap(Overlap.WhenOccupied.REJECT, 0),
                        () -> new Overlap(Overlap.WhenOccupied.SUPERSEDE, 1_000),
                        () -> document("x", Duration.ZERO, minute, waves(20)),
                        () -> document(share("A", 40), share("B", 60)),
                        () -> timed(Duration.ZERO, minute, minute, minute),
                        () -> timed(Duration.ofDays(30), Duration.ofDays(1), Duration.ofDays(30), Duration.ofDays(90)),
                        () -> new Strategy("a", 1, document(share("A", 1))))
                .map(made -> Arguments.of(made));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void whatLiesOnABoundIsTaken(ThrowingCallable made) throws Throwable {
        made.call();
    }

    static Stream<Arguments> kinds() {
        var labelled = new WaveSelection.Labelled("ring", List.of("1"));
        var share = new WaveSize.Percentage(5);
        return Stream.of(
                Arguments.of(new WaveSelection.OwnTestOrgs(), true, ALL, WaveKind.OWN_TEST_ORGS),
                Arguments.of(new WaveSelection.OwnTestOrgs(), false, share, WaveKind.OWN_TEST_ORGS),
                Arguments.of(EVERYONE, true, share, WaveKind.CANARY),
                Arguments.of(labelled, true, ALL, WaveKind.CANARY),
                Arguments.of(new WaveSelection.Sandboxes(), true, share, WaveKind.CANARY),
                Arguments.of(new WaveSelection.Production(), true, share, WaveKind.CANARY),
                Arguments.of(new WaveSelection.Matching("x"), true, share, WaveKind.CANARY),
                Arguments.of(new WaveSelection.Sandboxes(), false, share, WaveKind.SANDBOXES),
                Arguments.of(new WaveSelection.Production(), false, ALL, WaveKind.PRODUCTION),
                Arguments.of(labelled, false, share, WaveKind.LABEL),
                Arguments.of(new WaveSelection.Matching("type==Sandbox"), false, ALL, WaveKind.FILTER),
                Arguments.of(EVERYONE, false, share, WaveKind.SHARE),
                Arguments.of(EVERYONE, false, new WaveSize.Count(3), WaveKind.SHARE),
                Arguments.of(EVERYONE, false, ALL, WaveKind.REST));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatAWaveIsFollowsFromWhomItTakes(WaveSelection selection, boolean canary, WaveSize size, WaveKind expected) {
        // When
        var wave = new WaveRule("A", canary, selection, size, Optional.empty(), Optional.empty());

        // Then
        assertThat(wave.kind()).isEqualTo(expected);
    }

    @Test
    void aWaveHasItsOwnBakeAndToleranceBeforeThoseOfTheStrategy() {
        // When
        var own = new WaveRule(
                "A",
                true,
                EVERYONE,
                new WaveSize.Count(1),
                Optional.of(Duration.ofMinutes(3)),
                Optional.of(new Tolerance(0, 0)));
        var document = document(own, wave("B", EVERYONE, ALL));

        // Then
        assertThat(document.bakeOf(1)).isEqualTo(Duration.ofMinutes(3));
        assertThat(document.bakeOf(2)).isEqualTo(document.bake());
        assertThat(document.toleranceOf(1)).isEqualTo(new Tolerance(0, 0));
        assertThat(document.toleranceOf(2)).isEqualTo(document.tolerance());
    }

    @ParameterizedTest
    @CsvSource({"0, 50", "999, 50", "1000, 100", "2000, 200", "4999, 800", "5000, 1000", "1000000000, 1000"})
    void aGrowingRateGrowsWithEachThousandThatSucceeded(long succeeded, int expected) {
        assertThat(new Rate.Growing(50, 2, 1_000, 1_000).perMinute(succeeded)).isEqualTo(expected);
    }

    @Test
    void aConstantRateStaysAsItIs() {
        assertThat(new Rate.Constant(7).perMinute(1_000_000)).isEqualTo(7);
    }
}
