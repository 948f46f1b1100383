package io.pushwave.simulator;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Flags and environment variables; a flag wins. */
final class CommandLine {
    private CommandLine() {}

    /**
     * Reads settings.
     *
     * @throws IllegalArgumentException in a sentence for the person who typed it
     */
    static SimulatorSettings parse(String[] arguments, Map<String, String> environment) {
        var builder = SimulatorSettings.builder();
        for (var setting : Setting.values()) {
            var value = environment.get(setting.variable());
            if (value != null) {
                builder.set(setting, value);
            }
        }
        for (int position = 0; position < arguments.length; position++) {
            var argument = arguments[position];
            int equals = argument.indexOf('=');
            var flag = equals < 0 ? argument : argument.substring(0, equals);
            var setting = find(flag)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no flag '" + flag + "'; --help lists those that there are"));
            if (equals >= 0) {
                builder.set(setting, argument.substring(equals + 1));
            } else if (position + 1 < arguments.length) {
                builder.set(setting, arguments[++position]);
            } else {
                throw new IllegalArgumentException(flag + " needs a value: " + setting.meaning());
            }
        }
        return builder.build();
    }

    static String help() {
        var help = new StringBuilder("The Salesforce packaging API, simulated. Flags (or environment variables):\n");
        for (var setting : Setting.values()) {
            help.append("  --%-26s %s (default: %s)%n"
                    .formatted(
                            setting.flag(),
                            setting.meaning(),
                            setting.standard().isEmpty() ? "none" : setting.standard()));
        }
        return help.append("Each is also read from the environment, as in ")
                .append(Setting.PORT.variable())
                .append(".\n")
                .toString();
    }

    private static Optional<Setting> find(String flag) {
        return Arrays.stream(Setting.values())
                .filter(setting -> flag.equals("--" + setting.flag()))
                .findFirst();
    }
}
