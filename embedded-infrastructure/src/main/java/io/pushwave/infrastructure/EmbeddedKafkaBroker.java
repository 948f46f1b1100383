package io.pushwave.infrastructure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/** A real KRaft broker, controller included, in a child process; data and ports stay the same over restarts. */
public final class EmbeddedKafkaBroker implements KafkaBroker {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int NODE_ID = 1;

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private volatile @Nullable Process process;

    /**
     * A broker that is not started.
     *
     * @param directory for data, settings and the log {@code kafka.log}; what is there is kept
     * @param port for clients, on the loopback address
     * @param controllerPort for the broker itself
     */
    public EmbeddedKafkaBroker(Path directory, int port, int controllerPort) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.controllerPort = controllerPort;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "end-kafka-" + port));
    }

    @Override
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void start() {
        if (running()) {
            return;
        }
        try {
            Files.createDirectories(directory);
            var settings = writeSettings();
            format();
            process = launch(settings);
        } catch (IOException e) {
            throw new UncheckedIOException("the broker in " + directory + " could not be started", e);
        }
        awaitReady();
    }

    @Override
    public void stop() {
        end(Process::destroy);
    }

    @Override
    public void kill() {
        end(Process::destroyForcibly);
    }

    @Override
    public boolean running() {
        var running = process;
        return running != null && running.isAlive();
    }

    /** How the process ended by itself; empty while it runs, and after it was ended from here. */
    public OptionalInt exitCode() {
        var ended = process;
        return ended == null || ended.isAlive() ? OptionalInt.empty() : OptionalInt.of(ended.exitValue());
    }

    /** The operating system's id of the process. */
    public long pid() {
        var running = process;
        if (running == null) {
            throw new IllegalStateException("the broker was never started");
        }
        return running.pid();
    }

    private void end(Consumer<Process> signal) {
        var ending = process;
        if (ending == null) {
            return;
        }
        signal.accept(ending);
        try {
            if (!ending.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                ending.destroyForcibly().waitFor();
            }
        } catch (InterruptedException _) {
            ending.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        process = null;
    }

    private Path writeSettings() throws IOException {
        var settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(NODE_ID)),
                Map.entry("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://localhost:" + port),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", data().toString()),
                // A consumer that comes before its topic must not make it, with the wrong number of partitions.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("num.partitions", "6"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("log.cleaner.dedupe.buffer.size", "16777216"),
                // One broker, many small topics: 10 MB of preallocated index per partition would be the largest thing
                // here.
                Map.entry("log.index.size.max.bytes", "1048576")));
        var file = directory.resolve("server.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            settings.store(writer, null);
        }
        return file;
    }

    private void format() throws IOException {
        if (Files.exists(data().resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(data());
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setMetadataLogDirectory(data().toString())
                    .setDirectories(List.of(data().toString()))
                    .run();
        } catch (Exception e) {
            throw new IOException("the data directory " + data() + " could not be formatted", e);
        }
    }

    private Process launch(Path settings) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "-Xmx512m",
                "-Xms128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                settings.toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("kafka.log").toFile()));
        return builder.start();
    }

    private void awaitReady() {
        var end = System.nanoTime() + START_TIMEOUT.toNanos();
        awaitListener(end);
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200);
        try (var admin = Admin.create(settings)) {
            while (true) {
                try {
                    // Listing offsets of nothing would do for the listener; the topics come only with the metadata.
                    admin.listTopics().names().get(2, TimeUnit.SECONDS);
                    return;
                } catch (ExecutionException | TimeoutException _) {
                    checkStarting(end);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the broker was starting", e);
        }
    }

    /** A client that finds no listener complains at length: it is made when there is one. */
    private void awaitListener(long end) {
        while (true) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                checkStarting(end);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private void checkStarting(long end) {
        if (!running() || System.nanoTime() > end) {
            throw new IllegalStateException("the broker did not start; see " + directory.resolve("kafka.log"));
        }
    }

    private Path data() {
        return directory.resolve("data");
    }
}
