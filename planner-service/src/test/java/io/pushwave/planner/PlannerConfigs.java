package io.pushwave.planner;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings of tests that start no service. */
public final class PlannerConfigs {
    private PlannerConfigs() {}

    /** The defaults, but for these; names are those below {@code pushwave.planner}. */
    public static PlannerConfig with(Map<String, String> different) {
        var builder = new SmallRyeConfigBuilder().withMapping(PlannerConfig.class);
        different.forEach((name, value) -> builder.withDefaultValue("pushwave.planner." + name, value));
        return builder.build().getConfigMapping(PlannerConfig.class);
    }
}
