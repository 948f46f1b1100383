package io.pushwave.platform.command;

import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.command.PlatformState.PartProcess;
import io.pushwave.platform.local.HealthProbe;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.local.RestartRequests;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.settings.PlatformException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./pushwave restart}. */
@Command(
        name = "restart",
        description =
                "Ends one part of the running platform, however it is, starts it again and waits until it is ready.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:it was started again and is ready",
            "1:it is not ready in time, or nobody is there to start it",
            "2:no platform runs, or it has no such part"
        })
public final class RestartCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            description = "As './pushwave ps' shows it: kafka, postgresql, simulator, planner, executor, status.")
    private String name = "";

    @Override
    public Integer call() throws PlatformException {
        var state = PlatformState.read(Home.stateFile())
                .filter(PlatformState::isRunning)
                .orElseThrow(() -> new PlatformException("no platform is running here; './pushwave up' starts one"));
        var before = state.part(name)
                .orElseThrow(() -> new PlatformException("the platform has no part '" + name + "'; there are "
                        + state.parts().stream()
                                .map(part -> part.part().label())
                                .collect(Collectors.joining(", "))));
        if (state.isStarting() || !state.supervisor().isRunning()) {
            System.err.println(
                    state.isStarting()
                            ? "pushwave: the platform is still being started; './pushwave ps' shows how far it is"
                            : "pushwave: the platform's supervisor is gone, so nobody can start anything again;"
                                    + " './pushwave down' clears up");
            return 1;
        }
        System.out.println("Restarting the " + name + " ...");
        RestartRequests.in(Home.kept()).ask(before.part());
        try (var http = new JsonHttp()) {
            var probe = new HealthProbe(http, state.addresses());
            boolean ready = LocalPlatform.await(
                    LocalPlatform.READY_WITHIN,
                    () -> successor(before).isPresent()
                            && probe.ask(before.part()).ready());
            var after = successor(before);
            if (!ready || after.isEmpty()) {
                System.err.println("pushwave: the " + name + " is not ready after "
                        + LocalPlatform.READY_WITHIN.toSeconds() + " s; its log is "
                        + Home.kept().log(before.part()));
                return 1;
            }
            System.out.println(
                    "The " + name + " is ready, as process " + after.get().pid() + ".");
            return 0;
        }
    }

    /** The process that has come in the place of the one before. */
    private static Optional<ProcessIdentity> successor(PartProcess before) {
        return PlatformState.read(Home.stateFile())
                .flatMap(state -> state.part(before.part().label()))
                .flatMap(PartProcess::identity)
                .filter(ProcessIdentity::isRunning)
                .filter(identity -> !before.identity().equals(Optional.of(identity)));
    }
}
