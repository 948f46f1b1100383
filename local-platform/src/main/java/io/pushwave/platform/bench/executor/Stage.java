package io.pushwave.platform.bench.executor;

import io.pushwave.platform.api.ApiException;
import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.api.RequestsLog;
import io.pushwave.platform.api.SimulatorApi;
import io.pushwave.platform.local.LocalPlatform;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Customers;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.Pace;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import io.pushwave.platform.settings.PlatformSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Broker, database, simulated Salesforce and executor, each a process; the simulator's time passes as ours does. */
final class Stage implements AutoCloseable {
    private static final int SEED = 7;
    private static final int INSTANCES = 40;
    private static final int ORGS_PER_FILE = 100_000;
    private static final String CSV = "text/csv";

    /** What is active stays open while it is measured; Salesforce's daily limit is not what is measured. */
    private static final List<String> SIMULATOR = List.of(
            "--package-kind", "unlocked",
            "--start-delay-maximum", "PT0S",
            "--job-duration-minimum", "PT12H",
            "--job-duration-maximum", "PT12H",
            "--daily-api-limit", "10000000",
            "--requests-log-entries", "200000");

    private final LocalPlatform platform;
    private final SimulatorApi.Release release;
    private final String installedVersion;
    private boolean seeded = true;

    private Stage(LocalPlatform platform) throws ApiException {
        this.platform = platform;
        this.release = new SimulatorApi(http(), simulator()).target();
        this.installedVersion = ledger().oldest(release.packageId());
    }

    /**
     * Starts everything.
     *
     * @param orgs how many there will be, for the simulator's heap
     * @param executor settings by the names of their environment variables
     * @param simulator further options
     */
    static Stage start(Installation installation, int orgs, Map<String, String> executor, List<String> simulator)
            throws PlatformException, ApiException {
        var settings = new PlatformSettings(
                Addresses.free(),
                new Pace(Map.of(), executor),
                new Customers(Math.max(1, orgs), SEED, 1),
                Optional.empty(),
                List.of(Part.KAFKA, Part.POSTGRESQL, Part.SIMULATOR, Part.EXECUTOR),
                Stream.concat(SIMULATOR.stream(), simulator.stream()).toList());
        var platform = LocalPlatform.prepare(installation, settings);
        try {
            platform.startAll();
            platform.awaitReady(LocalPlatform.READY_WITHIN, _ -> {});
            return new Stage(platform);
        } catch (PlatformException | ApiException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** Adds orgs of a series that can be pushed; with the first, those that the simulator came with are gone. */
    void addOrgs(char series, int number) throws ApiException {
        addOrgs(series, number, 0);
    }

    /** Adds orgs of a series, of which the first so many are inactive, so that Salesforce refuses their jobs. */
    void addOrgs(char series, int number, int inactive) throws ApiException {
        for (int first = 0; first < number; first += ORGS_PER_FILE) {
            var file = new StringBuilder("OrgKey,InstalledVersionId,InstanceName,OrgStatus\n");
            for (int org = first; org < Math.min(first + ORGS_PER_FILE, number); org++) {
                file.append(OrgKeys.key(series, org)).append(',').append(installedVersion);
                file.append(",NA").append(100 + org % INSTANCES);
                file.append(org < inactive ? ",Inactive\n" : ",Active\n");
            }
            require(http().post(simulator().resolve("/simulator/orgs?replace=" + seeded), CSV, file.toString()));
            seeded = false;
        }
    }

    /** Lets every call of the packaging API take longer. */
    void delayCalls(Duration latency) throws ApiException {
        if (!latency.isZero()) {
            var rule = """
                    [{"endpoint": "/services/data/v*", "always": true, "effect": "latency", "latency": "%s"}]""".formatted(latency);
            require(http().post(simulator().resolve("/simulator/faults"), "application/json", rule));
        }
    }

    private static void require(JsonHttp.Answer answer) throws ApiException {
        if (answer.status() >= 300) {
            throw new ApiException("the simulator refused with " + answer.status() + ": " + answer.body());
        }
    }

    JsonHttp http() {
        return platform.http();
    }

    URI simulator() {
        return platform.address(Part.SIMULATOR);
    }

    SimulatorApi ledger() {
        return new SimulatorApi(http(), simulator());
    }

    RequestsLog requestsLog() {
        return new RequestsLog(http(), simulator());
    }

    ExecutorMetrics executor() {
        return new ExecutorMetrics(http(), platform.address(Part.EXECUTOR));
    }

    long executorPid() {
        return platform.identity(Part.EXECUTOR).pid();
    }

    String bootstrapServers() {
        return platform.bootstrapServers();
    }

    SimulatorApi.Release release() {
        return release;
    }

    /** Jobs that the simulator has, in whatever state. */
    long jobs() throws ApiException {
        return health().jobs();
    }

    /** Push requests that the simulator has, in whatever state. */
    long requests() throws ApiException {
        return health().requests();
    }

    private SimulatorHealth health() throws ApiException {
        return http().get(simulator().resolve("/simulator/health"), SimulatorHealth.class);
    }

    record SimulatorHealth(long orgs, long requests, long jobs) {}

    void requireAllRunning() throws PlatformException {
        platform.requireAllRunning();
    }

    @Override
    public void close() {
        platform.close();
    }
}
