package io.pushwave.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusConfigTest {
    /** As Quarkus validates the settings of the service at its start. */
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private static StatusConfig configured(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(StatusConfig.class)
                .withValidator((BeanValidationConfigValidator) () -> VALIDATOR)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(StatusConfig.class);
    }

    @Test
    void everythingHasADefault() {
        // When
        var config = configured(Map.of());

        // Then
        assertThat(config.page().size()).isEqualTo(100);
        assertThat(config.page().maximum()).isEqualTo(1_000);
        assertThat(config.timeline().maximum()).isEqualTo(500);
        assertThat(config.stream().interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.stream().heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.stream().maximum()).isEqualTo(500);
        assertThat(config.stream().eventsPerInterval()).isEqualTo(100);
        assertThat(config.query().timeout()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(config.services().health()).isEmpty();
        assertThat(config.services().interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.services().timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void theDefaultsAreAllowed() {
        assertThatCode(() -> ConfigCheck.check(configured(Map.of()))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        page.size                  | 0        | 1 to 1000
        page.size                  | 1001     | 1 to 1000
        page.maximum               | 0        | 1 to 10000
        page.maximum               | 10001    | 1 to 10000
        timeline.maximum           | 0        | 1 to 10000
        stream.maximum             | 0        | 1 to 2147483647
        stream.events-per-interval | 1001     | 1 to 1000
        stream.interval            | PT0.099S | PT0.1S to PT1M
        stream.heartbeat           | PT0.4S   | PT0.5S to PT30S
        stream.heartbeat           | PT31S    | PT0.5S to PT30S
        query.timeout              | PT0S     | PT0.1S to PT30S
        services.interval          | PT6M     | PT0.1S to PT5M
        services.timeout           | PT-1S    | PT0.1S to PT1M
        """)
    void aWrongSettingIsRefusedInASentence(String name, String value, String allowed) {
        assertThatThrownBy(() -> ConfigCheck.check(configured(Map.of("pushwave.status." + name, value))))
                .hasMessageEndingWith("pushwave.status." + name + " is " + value + ", " + allowed + " is allowed");
    }

    @Test
    void anAddressThatNobodyCanAskIsRefusedInASentence() {
        assertThatThrownBy(() -> ConfigCheck.check(
                        configured(Map.of("pushwave.status.services.health.planner", "planner:8081"))))
                .hasMessageEndingWith(
                        "pushwave.status.services.health.planner is 'planner:8081', an address beginning with"
                                + " http:// or https:// and a host is expected");
    }

    @Test
    void everyNameIsRead() {
        // When
        var config = configured(Map.of(
                "pushwave.status.page.size", "1",
                "pushwave.status.page.maximum", "2",
                "pushwave.status.timeline.maximum", "3",
                "pushwave.status.stream.interval", "PT4S",
                "pushwave.status.stream.heartbeat", "PT5S",
                "pushwave.status.stream.maximum", "6",
                "pushwave.status.stream.events-per-interval", "7",
                "pushwave.status.query.timeout", "PT8S",
                "pushwave.status.services.health.planner", "http://planner:8081/q/health/ready"));

        // Then
        assertThat(config.page().size()).isEqualTo(1);
        assertThat(config.page().maximum()).isEqualTo(2);
        assertThat(config.timeline().maximum()).isEqualTo(3);
        assertThat(config.stream().interval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.stream().heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.stream().maximum()).isEqualTo(6);
        assertThat(config.stream().eventsPerInterval()).isEqualTo(7);
        assertThat(config.query().timeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.services().health()).containsOnlyKeys("planner");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> configured(Map.of(
                        "pushwave.status.timeline.maximum", "0",
                        "pushwave.status.query.timeout", "PT31S",
                        "pushwave.status.services.health.executor", "ftp://executor/")))
                .hasMessageContaining("pushwave.status.timeline.maximum is 0, 1 to 10000 is allowed")
                .hasMessageContaining("pushwave.status.query.timeout is PT31S, PT0.1S to PT30S is allowed")
                .hasMessageContaining("pushwave.status.services.health.executor is 'ftp://executor/', an address");
    }
}
