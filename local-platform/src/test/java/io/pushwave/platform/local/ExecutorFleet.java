package io.pushwave.platform.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.infrastructure.FreePort;
import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.process.ChildProcess;
import io.pushwave.platform.process.Server;
import io.pushwave.platform.process.Watchdog;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Customers;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.Pace;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import io.pushwave.platform.settings.PlatformSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Several executors as processes on one database, one broker and one simulated Salesforce. Planner and status are not there: a
 * test says what they would say.
 */
public final class ExecutorFleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration ASKED_EVERY = Duration.ofMillis(50);
    private static final Pattern NAME = Pattern.compile("claims its work as (executor-[0-9a-zA-Z-]+)");

    private final Watchdog watchdog;
    private final Server broker;
    private final Server database;
    private final Server simulator;
    private final List<ChildProcess> executors = new ArrayList<>();
    private final List<URI> addresses = new ArrayList<>();
    private final JsonHttp http = new JsonHttp();
    private final Addresses ports;
    private final String jdbcUrl;
    private final Path folder;
    private final RunFolder run;

    /**
     * What kind of fleet is wanted.
     *
     * @param speed of Salesforce's clock
     * @param simulatorOptions further options of the simulator
     * @param executorSettings environment variables of every executor
     */
    public record Wish(
            int executors,
            int orgs,
            long seed,
            double speed,
            List<String> simulatorOptions,
            Map<String, String> executorSettings) {}

    private ExecutorFleet(Path home, Path folder, Wish wish) throws PlatformException {
        var installation = new Installation(home, folder);
        this.run = RunFolder.claim(folder);
        this.folder = folder;
        this.watchdog = Watchdog.start(Duration.ofSeconds(5));
        this.ports = Addresses.free();
        var blueprint = new Blueprint(
                installation,
                new PlatformSettings(
                        ports,
                        new Pace(Map.of(), wish.executorSettings()),
                        new Customers(wish.orgs(), wish.seed(), wish.speed()),
                        Optional.empty()),
                watchdog,
                Credentials.generate(folder));
        this.broker = blueprint.server(Part.KAFKA);
        this.database = blueprint.server(Part.POSTGRESQL);
        this.simulator = blueprint.simulator(wish.simulatorOptions());
        this.jdbcUrl =
                blueprint.database().jdbcUrl() + "?user=" + blueprint.database().username() + "&password="
                        + blueprint.database().password() + "&currentSchema=executor";
        for (int number = 1; number <= wish.executors(); number++) {
            int port = FreePort.pick();
            executors.add(blueprint.executor("executor-" + number, port));
            addresses.add(URI.create("http://" + Addresses.HOST + ":" + port));
        }
    }

    /** A fleet that is ready; the folder is emptied first. */
    public static ExecutorFleet started(Path home, Path folder, Wish wish) throws PlatformException {
        var fleet = new ExecutorFleet(home, folder, wish);
        try {
            fleet.startAll();
            return fleet;
        } catch (RuntimeException | PlatformException e) {
            fleet.close();
            throw e;
        }
    }

    private void startAll() throws PlatformException {
        simulator.start();
        executors.forEach(ChildProcess::start);
        broker.start();
        database.start();
        for (int index = 0; index < executors.size(); index++) {
            awaitReady(index);
        }
    }

    /** Waits until an executor says that it can do everything. */
    public void awaitReady(int index) throws PlatformException {
        if (!within(PATIENCE, () -> ready(index))) {
            throw new PlatformException("executor " + (index + 1) + " is not ready, its log ends so:\n  "
                    + String.join("\n  ", executors.get(index).log().tail(30)));
        }
    }

    /** Whether an executor says that it can do everything. */
    public boolean ready(int index) {
        return readiness(index).map(answer -> answer.status() == 200).orElse(false);
    }

    /** What an executor says about itself, if it answers. */
    public Optional<JsonHttp.Answer> readiness(int index) {
        try {
            return Optional.of(http.probe(addresses.get(index).resolve("/q/health/ready"), Duration.ofSeconds(15)));
        } catch (ApiException e) {
            return Optional.empty();
        }
    }

    public int size() {
        return executors.size();
    }

    /** Starts an executor that was killed; it is a new process with the same settings. */
    public void start(int index) {
        executors.get(index).start();
    }

    /** SIGKILL. */
    public void kill(int index) {
        executors.get(index).kill();
    }

    /** SIGSTOP: it sleeps wherever it is. */
    public void pause(int index) {
        signal("-STOP", index);
    }

    /** SIGCONT: it goes on as if no time had passed. */
    public void resume(int index) {
        signal("-CONT", index);
    }

    private void signal(String signal, int index) {
        try {
            var pid = Long.toString(executors.get(index).identity().pid());
            new ProcessBuilder("kill", signal, pid).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What an executor's process is called in the claims, if it has claimed anything yet. */
    public Optional<String> nameOf(int index) {
        try {
            var found = NAME.matcher(Files.readString(executors.get(index).log().path(), StandardCharsets.UTF_8));
            var name = Optional.<String>empty();
            while (found.find()) {
                name = Optional.of(found.group(1));
            }
            return name;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void killBroker() {
        broker.kill();
    }

    public void startBroker() {
        broker.start();
    }

    public Connection database() {
        try {
            return DriverManager.getConnection(jdbcUrl);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String bootstrapServers() {
        return ports.hostAndPort(Part.KAFKA);
    }

    public URI salesforce() {
        return ports.http(Part.SIMULATOR);
    }

    public URI address(int index) {
        return addresses.get(index);
    }

    /** Logs, and the keys that the executors log in with: {@code executor-key.pem}. */
    public Path folder() {
        return folder;
    }

    public JsonHttp http() {
        return http;
    }

    /** The JSON at a path of the simulator's. */
    public JsonNode simulated(String path) {
        try {
            return http.get(salesforce().resolve(path), JsonNode.class);
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JSON lines at a path of the simulator's. */
    public List<JsonNode> simulatedLines(String path) {
        try (var lines = http.lines(salesforce().resolve(path))) {
            var parsed = new ArrayList<JsonNode>();
            for (var line : lines.toList()) {
                parsed.add(http.parse(line, JsonNode.class));
            }
            return parsed;
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells the simulator something. */
    public void simulate(String path, String json) {
        try {
            var answer = http.post(salesforce().resolve(path), "application/json", json);
            if (answer.status() != 200) {
                throw new IllegalStateException(path + " answered " + answer);
            }
        } catch (ApiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has the simulated Salesforce misbehave by these rules, and by none that were told before. */
    public void misbehave(String rules) {
        var request = HttpRequest.newBuilder(salesforce().resolve("/simulator/faults"))
                .DELETE()
                .build();
        try (var client = HttpClient.newHttpClient()) {
            client.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        simulate("/simulator/faults", rules);
    }

    /** Waits for a condition by asking again and again; false if the time has passed. */
    public static boolean within(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pass(ASKED_EVERY);
        }
        return true;
    }

    private static void pass(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What was started here is needed by nobody else: nothing is asked to end in peace but the database. */
    @Override
    public void close() {
        try {
            executors.forEach(ChildProcess::kill);
            simulator.kill();
            broker.kill();
            database.stop(Duration.ofSeconds(10));
        } finally {
            watchdog.close();
            http.close();
            run.close();
        }
    }
}
