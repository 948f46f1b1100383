package io.pushwave.simulator;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Flags and environment variables; a flag wins. */
final class CommandLine {
    private static final String HELP = "--help";

    /** Arguments end with this character, so none can hold it: there is no end of flags but that of the line. */
    private static final String NEVER_TYPED = "\0";

    private CommandLine() {}

    static boolean asksForHelp(String[] arguments) {
        return Arrays.asList(arguments).contains(HELP);
    }

    /**
     * Reads settings.
     *
     * @throws IllegalArgumentException in a sentence for the person who typed it
     */
    static SimulatorSettings parse(String[] arguments, Map<String, String> environment) {
        var builder = SimulatorSettings.builder();
        var flags = flags(arguments);
        for (var setting : Setting.values()) {
            @Nullable String value = flags.matchedOptionValue(flag(setting), environment.getOrDefault(setting.variable(), null));
            if (value != null) {
                builder.set(setting, value);
            }
        }
        return builder.build();
    }

    private static ParseResult flags(String[] arguments) {
        try {
            return commands().parseArgs(arguments);
        } catch (MissingParameterException missing) {
            var flag = missing.getMissing().getFirst();
            throw new IllegalArgumentException(name(flag) + " needs a value: " + meaning(flag), missing);
        } catch (UnmatchedArgumentException unmatched) {
            var flag = unmatched.getUnmatched().getFirst().split("=", 2)[0];
            throw new IllegalArgumentException(
                    "there is no flag '" + flag + "'; --help lists those that there are", unmatched);
        }
    }

    static String help() {
        return commands().getUsageMessage();
    }

    private static picocli.CommandLine commands() {
        var spec = CommandSpec.create().name("simulator");
        spec.usageMessage()
                .description("The Salesforce packaging API, simulated.")
                .footer("Each is also read from the environment, as in " + Setting.PORT.variable() + ".")
                .abbreviateSynopsis(true)
                .sortOptions(false)
                .width(120);
        spec.parser().endOfOptionsDelimiter(NEVER_TYPED);
        for (var setting : Setting.values()) {
            spec.addOption(OptionSpec.builder(flag(setting))
                    .type(String.class)
                    .arity("1")
                    .paramLabel("<value>")
                    .description(
                            setting.meaning(),
                            "(default: %s)".formatted(setting.standard().isEmpty() ? "none" : setting.standard()))
                    .build());
        }
        spec.addOption(OptionSpec.builder(HELP)
                .usageHelp(true)
                .description("lists the flags")
                .build());
        return new picocli.CommandLine(spec)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setUsageHelpLongOptionsMaxWidth(40)
                .setOverwrittenOptionsAllowed(true)
                .setAllowOptionsAsOptionParameters(true);
    }

    private static String flag(Setting setting) {
        return "--" + setting.flag();
    }

    private static String name(ArgSpec flag) {
        return flag instanceof OptionSpec option ? option.longestName() : flag.paramLabel();
    }

    private static String meaning(ArgSpec flag) {
        return flag.description()[0];
    }
}
