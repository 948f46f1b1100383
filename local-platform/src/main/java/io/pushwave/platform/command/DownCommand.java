package io.pushwave.platform.command;

import io.pushwave.platform.local.OldRuns;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ./pushwave down}. */
@Command(name = "down", description = "Stops the running platform, whatever state it is in. What it stored is gone.")
public final class DownCommand implements Callable<Integer> {
    static final Duration SUPERVISOR_PATIENCE = Duration.ofSeconds(40);
    private static final Duration PART_PATIENCE = Duration.ofSeconds(5);

    @Override
    public Integer call() throws IOException {
        var state = PlatformState.read(Home.stateFile());
        if (state.filter(PlatformState::isRunning).isEmpty()) {
            PlatformState.forget(Home.stateFile());
            System.out.println("No platform is running.");
            return 0;
        }
        state.get().supervisor().end(SUPERVISOR_PATIENCE);
        // Nothing is left when the supervisor could do its work; if it was killed, or broke, this is what remains.
        state.get()
                .parts()
                .reversed()
                .forEach(part -> part.identity().ifPresent(process -> process.end(PART_PATIENCE)));
        PlatformState.forget(Home.stateFile());
        OldRuns.removeData(Home.kept().runDirectory());
        System.out.println("The platform is stopped.");
        return 0;
    }
}
