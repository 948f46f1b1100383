package io.pushwave.planner.org.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.planner.TextLimits.Fault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    private static final LabelRules RULES = new LabelRules(5, 3);

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "ring", "a.b_c-d", "customer.tier", "9lives"})
    void aNameOfSmallLettersAndDigitsIsOne(String name) {
        assertThat(RULES.nameFault("labels", name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", "Ring", "a b", "a=b", "ä", "a\n", "orgKey"})
    void anyOtherNameIsNone(String name) {
        assertThat(RULES.nameFault("labels", name)).isPresent();
    }

    @Test
    void aNameHas63CharactersAtMost() {
        assertThat(RULES.nameFault("labels", "x".repeat(63))).isEmpty();
        assertThat(RULES.nameFault("labels", "x".repeat(64))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "-", "longer", "a\u0000", "a\uD83D"})
    void aValueSaysSomethingAndCanBeStored(String value) {
        assertThat(RULES.valueFault("labels.ring", value))
                .map(Fault::rule)
                .hasValueSatisfying(rule -> assertThat(rule).startsWith("labels.ring "));
    }

    @Test
    void anOrgHasSoManyLabelsAtMost() {
        assertThat(RULES.countFault("labels", numbered(3))).isEmpty();
        assertThat(RULES.countFault("labels", numbered(4)))
                .map(Fault::rule)
                .contains("the org would have 4 labels, at most 3 are allowed");
    }

    private static Labels numbered(int count) {
        return Labels.of(IntStream.range(0, count)
                .mapToObj(number -> "label" + number)
                .collect(Collectors.toMap(name -> name, name -> name)));
    }

    @Test
    void changesLeaveWhatTheyDoNotName() {
        var changes = new LabelChanges(Map.of("ring", Optional.of("early"), "tier", Optional.empty()));

        var changed = changes.appliedTo(Labels.of(Map.of("ring", "canary", "tier", "gold", "region", "emea")));

        assertThat(changed).isEqualTo(Labels.of(Map.of("ring", "early", "region", "emea")));
    }

    @Test
    void aSuccessorKeepsItsOwnLabelsAndTakesOverTheOthers() {
        var own = Labels.of(Map.of("ring", "early"));

        var all = own.orElse(Labels.of(Map.of("ring", "canary", "tier", "gold")));

        assertThat(all).isEqualTo(Labels.of(Map.of("ring", "early", "tier", "gold")));
    }

    @Test
    void everyChangeChangesTheFingerprint() {
        var labels = List.of(
                Labels.NONE,
                Labels.of(Map.of("a", "bc")),
                Labels.of(Map.of("ab", "c")),
                Labels.of(Map.of("a", "b", "c", "d")),
                Labels.of(Map.of("a", "b")));

        assertThat(labels.stream().map(Labels::fingerprint)).doesNotHaveDuplicates();
    }
}
