package io.pushwave.status;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Refuses to start with settings whose range another setting decides, in a sentence that names the setting, its value and the rule.
 * A constraint on the settings' interface could not name the one of the two that is wrong.
 */
@ApplicationScoped
class ConfigCheck {
    private final StatusConfig config;

    ConfigCheck(StatusConfig config) {
        this.config = config;
    }

    void check(@Observes @Priority(1) StartupEvent event) {
        check(config);
    }

    /** @throws IllegalArgumentException for the first setting that breaks a rule */
    static void check(StatusConfig config) {
        between("page.size", config.page().size(), 1, config.page().maximum());
        between("stream.heartbeat", config.stream().heartbeat(), config.stream().interval(), Duration.ofSeconds(30));
    }

    private static void between(String name, long value, long minimum, long maximum) {
        if (value < minimum || value > maximum) {
            throw new IllegalArgumentException(
                    "pushwave.status." + name + " is " + value + ", " + minimum + " to " + maximum + " is allowed");
        }
    }

    private static void between(String name, Duration value, Duration minimum, Duration maximum) {
        if (value.compareTo(minimum) < 0 || value.compareTo(maximum) > 0) {
            throw new IllegalArgumentException(
                    "pushwave.status." + name + " is " + value + ", " + minimum + " to " + maximum + " is allowed");
        }
    }
}
