package io.pushwave.planner.strategy.choice;

import static io.pushwave.planner.org.OrgFixtures.released;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.PackageRelease.Urgency;
import io.pushwave.planner.org.VersionNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrategyChoiceTest {
    private static final StrategyChoice CHOICE = new StrategyChoice(
            Map.of(Urgency.CRITICAL, "critical-security"), Map.of(VersionDistance.MAJOR, "cautious"), "default");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "mine, CRITICAL, MAJOR, mine",
                "mine, -,        -,     mine",
                "-,    CRITICAL, MAJOR, critical-security",
                "-,    HIGH,     MAJOR, cautious",
                "-,    -,        MAJOR, cautious",
                "-,    HIGH,     MINOR, default",
                "-,    -,        -,     default",
            })
    void theEventsNameComesFirstThenItsUrgencyThenTheVersionsDistance(
            String named, Urgency urgency, VersionDistance distance, String expected) {
        // When
        var name = CHOICE.name(Optional.ofNullable(named), Optional.ofNullable(urgency), Optional.ofNullable(distance));

        // Then
        assertThat(name).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2.1.3, PATCH",
        "2.1.2, PATCH",
        "2.2.0, MINOR",
        "2.9.1, MINOR",
        "3.0.0, MAJOR",
        "1.5.0, MAJOR",
        "2.0.0, MAJOR",
        "2.1.0, MINOR"
    })
    void theDistanceIsToTheNextLowerReleasedVersion(String released, VersionDistance expected) {
        // Given
        var parts = released.split("\\.", -1);
        var number = new VersionNumber(
                Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), 1);
        var versions = List.of(released(1, 2, 1, 2, 0), released(2, 2, 0, 5, 0), released(3, 0, 9, 0, 0));

        // When
        var distance = VersionDistance.of(number, versions);

        // Then
        assertThat(distance).contains(expected);
    }

    @Test
    void theFirstVersionHasNoDistance() {
        assertThat(VersionDistance.of(new VersionNumber(1, 0, 0, 1), List.of(released(1, 1, 0, 0, 1))))
                .isEmpty();
    }
}
