package io.pushwave.messaging.redrive;

import io.pushwave.messaging.redrive.Redrive.Request;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@link Redrive} from a shell, with what lies beside any of the services. */
@Command(
        name = "redrive",
        description = "Puts what lies in a dead-letter topic back onto the topic that it came from.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all was done", "1:the broker did not let it", "2:the command line is wrong"})
public final class RedriveCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--topic", paramLabel = "TOPIC", required = true, description = "The original topic.")
    private String topic = "";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "ADDRESS",
            defaultValue = "localhost:9092",
            description = "The broker (default: ${DEFAULT-VALUE}).")
    private String bootstrapServers = "";

    @Option(names = "--limit", paramLabel = "N", description = "Messages at most, 1 or more (default: all).")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--reason-contains", paramLabel = "TEXT", description = "Only messages whose reason contains this.")
    private Optional<String> reasonContains = Optional.empty();

    @Option(names = "--dry-run", description = "Only prints what would be done.")
    private boolean dryRun;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RedriveCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        var request = request();
        try {
            Redrive.run(request, System.out);
            return 0;
        } catch (KafkaException | IllegalStateException e) {
            System.err.println("not re-driven: " + e.getMessage());
            return 1;
        }
    }

    /**
     * What a command line asks for.
     *
     * @throws ParameterException with a sentence for the user if an option is unknown, wrong or missing
     */
    public static Request read(String... arguments) {
        var command = new RedriveCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.request();
    }

    private Request request() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is " + limit + ", 1 or more is possible");
        }
        return new Request(bootstrapServers, topic, limit, reasonContains, dryRun);
    }
}
