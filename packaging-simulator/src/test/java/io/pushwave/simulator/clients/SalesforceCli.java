package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A simulator, and the real {@code sf} beside it, in a home of its own and logged in by JWT with a key that the simulator
 * checks.
 */
final class SalesforceCli implements AutoCloseable {
    static final String CLIENT_ID = "app";
    static final String USERNAME = "release.engineer@harbor.example";
    private static final Duration TIME_FOR_A_COMMAND = Duration.ofSeconds(60);

    private final Simulator simulator;
    private final SalesforceClient api;
    private final Path folder;

    private SalesforceCli(Simulator simulator, Path folder) throws IOException, InterruptedException {
        this.simulator = simulator;
        this.api = new SalesforceClient(simulator).login();
        this.folder = folder;
    }

    /** Starts both; time stands still unless the settings say otherwise. */
    static SalesforceCli start(Path folder, UnaryOperator<SimulatorSettings.Builder> settings)
            throws IOException, InterruptedException {
        InstalledClients.commands();
        var keys = ClientKeys.generate(folder, "key");
        var builder = SimulatorSettings.builder()
                .port(0)
                .seed(7)
                .speed(0)
                .publicKeyFile(keys.publicKey())
                .set(Setting.CLIENT_ID, CLIENT_ID)
                .set(Setting.USERNAME, USERNAME);
        var cli = new SalesforceCli(Simulator.start(settings.apply(builder).build()), folder);
        var login = cli.loginByJwt(keys);
        assertThat(login.exitCode()).as(login.toString()).isZero();
        return cli;
    }

    private ClientProcess.Outcome loginByJwt(ClientKeys keys) throws IOException, InterruptedException {
        return run(
                "org login jwt --json --set-default --set-default-dev-hub --client-id " + CLIENT_ID + " --username "
                        + USERNAME + " --instance-url " + url() + " --jwt-key-file",
                keys.privateKey().toString());
    }

    /**
     * Runs one command to its end.
     *
     * @param command words without spaces in them
     * @param arguments further ones, as they are
     */
    ClientProcess.Outcome run(String command, String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), command, arguments);
    }

    ClientProcess.Outcome run(Map<String, String> variables, String command, String... arguments)
            throws IOException, InterruptedException {
        var words = new ArrayList<String>();
        words.add(InstalledClients.commands().resolve("sf").toString());
        words.addAll(List.of(command.split(" ", -1)));
        words.addAll(List.of(arguments));
        var environment = new HashMap<>(InstalledClients.environment(folder));
        environment.put("SF_DISABLE_TELEMETRY", "true");
        environment.put("SF_DISABLE_AUTOUPDATE", "true");
        environment.put("SF_SKIP_NEW_VERSION_CHECK", "true");
        environment.putAll(variables);
        return new ClientProcess(folder, environment).run(TIME_FOR_A_COMMAND, words);
    }

    /** The result of a command that must succeed, as its {@code --json} tells it. */
    JsonNode result(String command, String... arguments) throws IOException, InterruptedException {
        var outcome = json(command, arguments);
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome.json().path("result");
    }

    /** Runs a command with {@code --json}, however it ends. */
    ClientProcess.Outcome json(String command, String... arguments) throws IOException, InterruptedException {
        var more = new ArrayList<>(List.of(arguments));
        more.add("--json");
        return run(command, more.toArray(String[]::new));
    }

    URI url() {
        return URI.create("http://localhost:" + simulator.port());
    }

    /** Another client of the simulator. */
    SalesforceClient api() {
        return api;
    }

    SimulatorState state() {
        return new SimulatorState(api);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
