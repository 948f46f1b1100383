package io.pushwave.platform.command;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.api.SimulatorApi;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.process.LogFile;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import io.pushwave.platform.settings.PlatformSettings;
import io.pushwave.platform.settings.SalesforceConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./pushwave up}: the platform in the background. */
@Command(
        name = "up",
        description =
                "Starts the whole platform and keeps it running until './pushwave down'; what ends by itself is started again."
                        + " Ctrl-C during the start ends it and everything it started. With --salesforce the executor"
                        + " talks to a real org: SALESFORCE_LOGIN_URL, SALESFORCE_CLIENT_ID, SALESFORCE_USERNAME and"
                        + " SALESFORCE_PRIVATE_KEY_FILE say which.")
public final class UpCommand implements Callable<Integer> {
    /** The supervisor has its own limit for the platform and says itself what was not ready. */
    private static final Duration STARTED_WITHIN = LocalPlatform.READY_WITHIN.plusSeconds(30);

    @Mixin
    private final CustomerOptions customers = new CustomerOptions();

    @Option(names = "--salesforce", description = "A real Salesforce org in place of the simulator.")
    private boolean salesforce;

    @Option(names = "--free-ports", description = "Ports that nobody has in place of the documented ones.")
    private boolean freePorts;

    @Override
    public Integer call() throws PlatformException, IOException {
        var running = PlatformState.read(Home.stateFile());
        if (running.filter(PlatformState::isRunning).isPresent()) {
            throw new PlatformException("a platform is " + (running.get().isStarting() ? "being started" : "running")
                    + " already; './pushwave ps' shows it, './pushwave down' stops it");
        }
        PlatformState.forget(Home.stateFile());
        if (salesforce) {
            SalesforceConnection.from(System.getenv());
        }
        customers.customers();
        if (!freePorts) {
            Addresses.documented(PlatformSettings.parts(!salesforce));
        }

        System.out.println("Starting Kafka, PostgreSQL, " + (salesforce ? "" : "the simulated Salesforce ")
                + "and the three services ...");
        var log = Home.written().resolve("platform.log");
        Files.createDirectories(log.toAbsolutePath().getParent());
        var supervisor = new ProcessBuilder(command())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        // The supervisor has a session of its own: Ctrl-C reaches only this process, which hands it on.
        var endWithThis = new Thread(() -> end(supervisor), "end-what-was-started");
        Runtime.getRuntime().addShutdownHook(endWithThis);
        boolean started = LocalPlatform.await(STARTED_WITHIN, () -> isReady(supervisor) || !supervisor.isAlive());
        try {
            Runtime.getRuntime().removeShutdownHook(endWithThis);
        } catch (IllegalStateException e) {
            // Ctrl-C has come: everything is being ended, and there is nothing to say about it here.
            return 1;
        }
        if (!started || !supervisor.isAlive()) {
            ProcessIdentity.of(supervisor.toHandle()).end(DownCommand.SUPERVISOR_PATIENCE);
            new LogFile(log).tail(40).forEach(System.err::println);
            System.err.println("pushwave: the platform did not start; its logs are in "
                    + Home.kept().runDirectory());
            return 1;
        }
        PlatformState.read(Home.stateFile()).ifPresent(this::introduce);
        return 0;
    }

    private static boolean isReady(Process supervisor) {
        return PlatformState.read(Home.stateFile())
                .filter(state -> state.supervisor().pid() == supervisor.pid() && !state.isStarting())
                .isPresent();
    }

    private static void end(Process supervisor) {
        System.out.println(System.lineSeparator() + "Stopping what was started ...");
        ProcessIdentity.of(supervisor.toHandle()).end(DownCommand.SUPERVISOR_PATIENCE);
        System.out.println("Everything is stopped.");
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        // A session of its own, so that neither Ctrl-C nor the end of this terminal reaches it.
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dpushwave.home=" + Home.directory(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.pushwave.platform.PushwaveMain",
                "supervise"));
        command.addAll(customers.asArguments());
        if (salesforce) {
            command.add("--salesforce");
        }
        if (freePorts) {
            command.add("--free-ports");
        }
        return command;
    }

    private void introduce(PlatformState state) {
        var addresses = state.addresses();
        System.out.println(
                """
                The platform is running.
                  Console           %s/
                  Release events    POST %s/api/releases, or Kafka at %s, topic pushwave.package-releases.v1
                  Processes         ./pushwave ps
                  Stop it           ./pushwave down""".formatted(addresses.http(Part.STATUS), addresses.http(Part.PLANNER), state.bootstrapServers()));
        state.notices().forEach(notice -> System.out.println("  Note: " + notice));
        if (!salesforce) {
            System.out.println("\nRelease a version to the simulated customers:\n" + example(addresses));
        }
    }

    private static String example(Addresses addresses) {
        try (var http = new JsonHttp()) {
            var target = new SimulatorApi(http, addresses.http(Part.SIMULATOR)).target();
            return """
                      curl -i %s/api/releases -H 'content-type: application/cloudevents+json' -d '{
                        "specversion": "1.0", "id": "release-1", "source": "/my-pipeline",
                        "type": "io.pushwave.package-version-released.v1", "datacontenttype": "application/json",
                        "data": {"packageId": "%s", "packageVersionId": "%s", "requestedBy": "me"}}'""".formatted(addresses.http(Part.PLANNER), target.packageId(), target.packageVersionId());
        } catch (ApiException e) {
            return "  (" + e.getMessage() + ")";
        }
    }
}
