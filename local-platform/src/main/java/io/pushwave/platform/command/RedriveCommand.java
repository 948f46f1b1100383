package io.pushwave.platform.command;

import io.pushwave.platform.kafka.DeadLetters;
import io.pushwave.platform.kafka.NotReDrivenException;
import io.pushwave.platform.settings.PlatformException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./pushwave redrive}: the re-drive command of reliable-messaging, pointed at the running platform. */
@Command(name = "redrive", description = "Puts what lies in a dead-letter topic back onto the topic that it came from.")
public final class RedriveCommand implements Callable<Integer> {
    private static final String DEAD_LETTER_SUFFIX = ".dlq";

    @Parameters(paramLabel = "TOPIC", description = "The original topic, or its dead-letter topic.")
    private String topic = "";

    @Option(names = "--limit", paramLabel = "N", description = "Messages at most, 1 or more (default: all).")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--reason-contains", paramLabel = "TEXT", description = "Only messages whose reason contains this.")
    private Optional<String> reasonContains = Optional.empty();

    @Option(names = "--dry-run", description = "Only tells what would be done.")
    private boolean dryRun;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "ADDRESS",
            description = "The broker (default: that of the running platform).")
    private Optional<String> bootstrapServers = Optional.empty();

    @Override
    public Integer call() throws PlatformException {
        if (limit < 1) {
            throw new PlatformException("--limit is " + limit + ", 1 or more is possible");
        }
        var original = topic.endsWith(DEAD_LETTER_SUFFIX)
                ? topic.substring(0, topic.length() - DEAD_LETTER_SUFFIX.length())
                : topic;
        try {
            DeadLetters.redrive(broker(), original, limit, reasonContains, dryRun, System.out);
            return 0;
        } catch (NotReDrivenException e) {
            System.err.println("pushwave: not re-driven: " + e.getMessage());
            return 1;
        }
    }

    private String broker() throws PlatformException {
        if (bootstrapServers.isPresent()) {
            return bootstrapServers.get();
        }
        return PlatformState.read(Home.stateFile())
                .filter(PlatformState::isRunning)
                .map(PlatformState::bootstrapServers)
                .orElseThrow(() -> new PlatformException(
                        "no platform is running here; --bootstrap-servers names a broker elsewhere"));
    }
}
