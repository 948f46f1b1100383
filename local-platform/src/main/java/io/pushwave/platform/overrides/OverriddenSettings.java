package io.pushwave.platform.overrides;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which settings of somebody's own the launcher replaces with others, and why. Pure. */
public final class OverriddenSettings {
    private OverriddenSettings() {}

    /**
     * One sentence for each setting that does not count, with its name and never with its value.
     *
     * @param environments what each service is started with, by its name: values by the names of environment variables
     */
    public static List<String> among(Collection<GivenSetting> given, Map<String, Map<String, String>> environments) {
        return given.stream()
                .map(setting -> sentence(setting, replacedFor(setting, environments)))
                .filter(sentence -> !sentence.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> replacedFor(GivenSetting setting, Map<String, Map<String, String>> environments) {
        return environments.entrySet().stream()
                .filter(service -> {
                    var value = service.getValue().get(setting.variable());
                    return value != null && !value.equals(setting.value());
                })
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String sentence(GivenSetting setting, List<String> services) {
        return services.isEmpty()
                ? ""
                : setting.name() + " (from " + setting.origin() + ") does not count for " + String.join(", ", services)
                        + ": " + reason(setting.variable());
    }

    private static String reason(String variable) {
        if (variable.startsWith("KAFKA_")) {
            return "the platform has a broker of its own";
        }
        if (variable.startsWith("QUARKUS_DATASOURCE_")) {
            return "the platform has a database of its own";
        }
        if (variable.startsWith("QUARKUS_HTTP_")) {
            return "each service has an address on this machine that the platform gives it";
        }
        if (variable.startsWith("PUSHWAVE_EXECUTOR_SALESFORCE_")) {
            return "the executor works with the platform's simulated Salesforce, or with the org that the variables SALESFORCE_… name";
        }
        return "with the simulated Salesforce there are seconds instead of minutes between the steps";
    }
}
