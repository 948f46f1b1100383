package io.pushwave.platform.local;

import io.pushwave.infrastructure.EmbeddedKafkaBroker;
import io.pushwave.infrastructure.EmbeddedPostgresServer;
import io.pushwave.infrastructure.FreePort;
import io.pushwave.platform.process.ChildProcess;
import io.pushwave.platform.process.LogFile;
import io.pushwave.platform.process.Server;
import io.pushwave.platform.process.Watchdog;
import io.pushwave.platform.settings.Addresses;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import io.pushwave.platform.settings.PlatformSettings;
import io.pushwave.platform.settings.SalesforceConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How each part of the platform is started, and what it is told about the others. */
final class Blueprint {
    private static final int SERVICE_HEAP_MEGABYTES = 256;
    /** The simulator keeps all its orgs and their jobs in memory: some hundred bytes each. */
    private static final int SIMULATOR_HEAP_MEGABYTES = 256;

    private static final int SIMULATOR_ORGS_PER_MEGABYTE = 1000;
    /** The executor's own default, in seconds of a clock that runs as ours does. */
    private static final double OVERLAP_SECONDS = 5;

    private static final String CLIENT_ID = "pushwave";
    private static final String USERNAME = "pushwave@example.com";

    private final Installation installation;
    private final PlatformSettings settings;
    private final Watchdog watchdog;
    private final Credentials credentials;
    private final EmbeddedPostgresServer database;
    private final EmbeddedKafkaBroker broker;

    Blueprint(Installation installation, PlatformSettings settings, Watchdog watchdog, Credentials credentials) {
        this.installation = installation;
        this.settings = settings;
        this.watchdog = watchdog;
        this.credentials = credentials;
        var addresses = settings.addresses();
        this.database = new EmbeddedPostgresServer(installation.data(Part.POSTGRESQL), addresses.port(Part.POSTGRESQL));
        this.broker =
                new EmbeddedKafkaBroker(installation.data(Part.KAFKA), addresses.port(Part.KAFKA), FreePort.pick());
    }

    Server server(Part part) throws PlatformException {
        return switch (part) {
            case KAFKA -> new KafkaServer(broker);
            case POSTGRESQL -> new PostgresqlServer(database);
            case SIMULATOR -> simulator(List.of());
            case PLANNER, EXECUTOR, STATUS ->
                child(part, installation.service(part, SERVICE_HEAP_MEGABYTES), environment(part));
        };
    }

    /** What a part is told by environment variables, whatever those of this process say. */
    Map<String, String> environment(Part part) {
        return switch (part) {
            case KAFKA, POSTGRESQL, SIMULATOR -> Map.of();
            case PLANNER -> environment(part, settings.pace().planner());
            case EXECUTOR -> environment(part, executorSettings());
            case STATUS ->
                environment(
                        part,
                        Map.of(
                                "PUSHWAVE_STATUS_SERVICES_HEALTH_PLANNER", readiness(Part.PLANNER),
                                "PUSHWAVE_STATUS_SERVICES_HEALTH_EXECUTOR", readiness(Part.EXECUTOR)));
        };
    }

    private String readiness(Part part) {
        return settings.addresses().http(part).resolve("/q/health/ready").toString();
    }

    /** The simulator with further options. */
    Server simulator(List<String> options) throws PlatformException {
        var command = new ArrayList<>(simulatorCommand());
        command.addAll(options);
        return child(Part.SIMULATOR, command, Map.of());
    }

    /** One of several executors that share the work: the same settings, a name and a port of its own. */
    ChildProcess executor(String name, int port) throws PlatformException {
        var environment = environment(port);
        environment.putAll(executorSettings());
        return new ChildProcess(
                name,
                installation.service(Part.EXECUTOR, SERVICE_HEAP_MEGABYTES),
                environment,
                installation.runDirectory(),
                new LogFile(installation.runDirectory().resolve(name + ".log")),
                watchdog);
    }

    EmbeddedPostgresServer database() {
        return database;
    }

    private List<String> simulatorCommand() throws PlatformException {
        var customers = settings.customers();
        int heap = SIMULATOR_HEAP_MEGABYTES + customers.orgs() / SIMULATOR_ORGS_PER_MEGABYTE;
        var command = new ArrayList<>(installation.simulator(heap));
        command.addAll(List.of(
                "--host", Addresses.HOST,
                "--port", Integer.toString(settings.addresses().port(Part.SIMULATOR)),
                "--orgs", Integer.toString(customers.orgs()),
                "--seed", Long.toString(customers.seed()),
                "--speed", String.format(Locale.ROOT, "%s", customers.speed()),
                "--client-id", CLIENT_ID,
                "--public-key-file", credentials.publicKeyFile().toString()));
        command.addAll(settings.simulator());
        return command;
    }

    private Map<String, String> executorSettings() {
        var environment = new TreeMap<>(settings.pace().executor());
        var salesforce = settings.salesforce()
                .orElseGet(() -> new SalesforceConnection(
                        settings.addresses().http(Part.SIMULATOR).toString(),
                        CLIENT_ID,
                        USERNAME,
                        credentials.privateKeyFile()));
        if (settings.salesforce().isEmpty()) {
            // The overlap is by Salesforce's clock, and the simulator's runs faster: without this, rows that become
            // visible
            // while a poll is under way would be missed until the next full comparison.
            long overlapSeconds = Math.round(
                    Math.ceil(OVERLAP_SECONDS * Math.max(1, settings.customers().speed())));
            environment.put("PUSHWAVE_EXECUTOR_POLLING_OVERLAP", "PT" + overlapSeconds + "S");
        }
        environment.put("PUSHWAVE_EXECUTOR_SALESFORCE_LOGIN_URL", salesforce.loginUrl());
        environment.put("PUSHWAVE_EXECUTOR_SALESFORCE_CLIENT_ID", salesforce.clientId());
        environment.put("PUSHWAVE_EXECUTOR_SALESFORCE_USERNAME", salesforce.username());
        environment.put(
                "PUSHWAVE_EXECUTOR_SALESFORCE_PRIVATE_KEY_FILE",
                salesforce.privateKeyFile().toString());
        return environment;
    }

    private Map<String, String> environment(Part part, Map<String, String> own) {
        var environment = environment(settings.addresses().port(part));
        environment.putAll(own);
        return environment;
    }

    /** Where everything is, for a service. */
    private Map<String, String> environment(int port) {
        var environment = new TreeMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", Addresses.HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.username());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        return environment;
    }

    private Server child(Part part, List<String> command, Map<String, String> environment) {
        return new ChildProcess(
                part.label(), command, environment, installation.runDirectory(), installation.logFile(part), watchdog);
    }
}
