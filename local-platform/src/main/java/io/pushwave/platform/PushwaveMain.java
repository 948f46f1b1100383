package io.pushwave.platform;

import io.pushwave.platform.command.BenchEndToEndCommand;
import io.pushwave.platform.command.BenchExecutorCommand;
import io.pushwave.platform.command.DemoCommand;
import io.pushwave.platform.command.DownCommand;
import io.pushwave.platform.command.ExplainCommand;
import io.pushwave.platform.command.PsCommand;
import io.pushwave.platform.command.RedriveCommand;
import io.pushwave.platform.command.RestartCommand;
import io.pushwave.platform.command.SuperviseCommand;
import io.pushwave.platform.command.TrainCommand;
import io.pushwave.platform.command.UpCommand;
import io.pushwave.platform.settings.PlatformException;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code ./pushwave} starts. Exit code 2 means that nothing was started because the request was wrong. */
@Command(
        name = "pushwave",
        description =
                "Salesforce push-upgrade campaigns, planned in waves, pushed once per org, visible while they run.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            SuperviseCommand.class,
            TrainCommand.class,
            PsCommand.class,
            DownCommand.class,
            RestartCommand.class,
            RedriveCommand.class,
            ExplainCommand.class,
            BenchExecutorCommand.class,
            BenchEndToEndCommand.class
        })
public final class PushwaveMain {
    private static final int REFUSED = 2;

    private PushwaveMain() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        // Kafka's client talks a lot; what a person has to know is said by the commands themselves.
        LogManager.getLogManager().reset();
        var commands = new CommandLine(new PushwaveMain());
        var help = OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Shows this text.")
                .build();
        commands.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().addOption(help));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof PlatformException || failure instanceof IllegalArgumentException) {
                command.getErr().println("pushwave: " + failure.getMessage());
                return REFUSED;
            }
            failure.printStackTrace(command.getErr());
            return 1;
        });
        commands.setParameterExceptionHandler((wrong, given) -> {
            var command = wrong.getCommandLine();
            command.getErr().println("pushwave: " + wrong.getMessage());
            command.getErr()
                    .println("pushwave: './pushwave " + command.getCommandName() + " --help' lists what it takes");
            return REFUSED;
        });
        System.exit(commands.execute(arguments));
    }
}
