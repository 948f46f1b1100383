package io.pushwave.platform.overrides;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverriddenSettingsTest {
    private static final Map<String, Map<String, String>> TOLD = Map.of(
            "planner", Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1", "PUSHWAVE_PLANNER_STRATEGY_BAKE", "PT1S"),
            "status", Map.of("KAFKA_BOOTSTRAP_SERVERS", "localhost:1"),
            "executor", Map.of("QUARKUS_DATASOURCE_PASSWORD", "postgres"));

    @Test
    void aSettingThatIsReplacedIsNamedWithItsReason() {
        var said = OverriddenSettings.among(List.of(given("KAFKA_BOOTSTRAP_SERVERS", "broker:9092")), TOLD);

        assertThat(said)
                .containsExactly("KAFKA_BOOTSTRAP_SERVERS (from the environment) does not count for planner, status:"
                        + " the platform has a broker of its own");
    }

    @Test
    void theSameSettingIsKnownByItsOtherSpellings() {
        var said = OverriddenSettings.among(
                List.of(new GivenSetting("pushwave.planner.strategy.bake", "PT1H", "my.properties")), TOLD);

        assertThat(said)
                .containsExactly("pushwave.planner.strategy.bake (from my.properties) does not count for planner:"
                        + " with the simulated Salesforce there are seconds instead of minutes between the steps");
    }

    @Test
    void noValueIsEverShown() {
        var said = OverriddenSettings.among(List.of(given("QUARKUS_DATASOURCE_PASSWORD", "hunter2")), TOLD);

        assertThat(said)
                .singleElement()
                .asString()
                .contains("a database of its own")
                .doesNotContain("hunter2");
    }

    @Test
    void whatCountsOrIsTheSameIsNotSaid() {
        var said = OverriddenSettings.among(
                List.of(given("PUSHWAVE_PLANNER_GATE", "x"), given("KAFKA_BOOTSTRAP_SERVERS", "localhost:1")), TOLD);

        assertThat(said).isEmpty();
    }

    private static GivenSetting given(String name, String value) {
        return new GivenSetting(name, value, "the environment");
    }
}
