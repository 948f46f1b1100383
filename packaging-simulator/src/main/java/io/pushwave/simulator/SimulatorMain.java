package io.pushwave.simulator;

import io.pushwave.simulator.http.server.UnusableFileException;
import java.time.Clock;

/** Runs the simulator until the process is told to end. Exit code 2 for wrong flags or orgs, 1 if it cannot start. */
public final class SimulatorMain {
    private SimulatorMain() {}

    public static void main(String[] arguments) {
        if (CommandLine.asksForHelp(arguments)) {
            System.out.print(CommandLine.help());
            return;
        }
        SimulatorSettings settings;
        try {
            settings = CommandLine.parse(arguments, System.getenv());
        } catch (IllegalArgumentException wrong) {
            System.err.println("simulator: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        // Netty would use sun.misc.Unsafe, of which JDK 25 warns on every start.
        System.setProperty("io.netty.noUnsafe", "true");
        try {
            var simulator = Simulator.start(settings, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-shutdown"));
            if (settings.api().publicKeyFile().isEmpty()) {
                System.out.println("no public key file: any well-formed JWT assertion is accepted");
            }
            System.out.println("listening on " + simulator.url());
        } catch (UnusableFileException wrong) {
            System.err.println("simulator: " + wrong.getMessage());
            System.exit(2);
        } catch (IllegalStateException | IllegalArgumentException failed) {
            System.err.println("simulator: " + failed.getMessage());
            System.exit(1);
        }
    }
}
