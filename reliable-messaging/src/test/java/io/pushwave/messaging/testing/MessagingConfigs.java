package io.pushwave.messaging.testing;

import io.pushwave.messaging.MessagingConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings without a container: the defaults, and what a test wants to be different. */
public final class MessagingConfigs {
    private static final String PREFIX = "pushwave.messaging.";

    private MessagingConfigs() {}

    /**
     * The settings of a service {@code /test}.
     *
     * @param different by their names without {@code pushwave.messaging.}
     */
    public static MessagingConfig with(Map<String, String> different) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(MessagingConfig.class)
                .withDefaultValue(PREFIX + "source", "/test");
        different.forEach((name, value) -> builder.withDefaultValue(PREFIX + name, value));
        return builder.build().getConfigMapping(MessagingConfig.class);
    }
}
