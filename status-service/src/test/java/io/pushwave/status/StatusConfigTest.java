package io.pushwave.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusConfigTest {
    private static StatusConfig configured(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(StatusConfig.class)
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
        assertThat(config.stream().heartbeat()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.stream().maximum()).isEqualTo(500);
        assertThat(config.stream().eventsPerInterval()).isEqualTo(100);
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
                "pushwave.status.stream.events-per-interval", "7"));

        // Then
        assertThat(config.page().size()).isEqualTo(1);
        assertThat(config.page().maximum()).isEqualTo(2);
        assertThat(config.timeline().maximum()).isEqualTo(3);
        assertThat(config.stream().interval()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.stream().heartbeat()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.stream().maximum()).isEqualTo(6);
        assertThat(config.stream().eventsPerInterval()).isEqualTo(7);
    }
}
