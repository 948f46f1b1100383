package io.pushwave.platform.local;

import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.process.Server;
import io.pushwave.platform.process.Watchdog;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The whole platform as processes on this machine: each can be started, ended and started again by name.
 *
 * <p>Whatever it started ends with it: by {@link #close()}, or by the watchdog if this process dies first.
 */
public final class LocalPlatform implements AutoCloseable {
    /** Longest wait for everything to be ready; it takes some seconds on two idle cores. */
    public static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private static final Duration ASKED_EVERY = Duration.ofMillis(100);
    /** Services finish what they have in hand when they are asked to end; nothing is lost when they are killed. */
    private static final Duration SERVICE_PATIENCE = Duration.ofSeconds(8);

    private static final int TAIL_LINES = 25;

    private final Installation installation;
    private final PlatformSettings settings;
    private final Watchdog watchdog;
    private final Map<Part, Server> servers;
    private final JsonHttp http = new JsonHttp();
    private final HealthProbe probe;

    /** Ctrl-C and SIGTERM end the JVM without unwinding; the platform ends with it all the same. */
    private final Thread endWithJvm = new Thread(this::end, "end-platform");

    private boolean ended;

    private LocalPlatform(
            Installation installation, PlatformSettings settings, Watchdog watchdog, Map<Part, Server> servers) {
        this.installation = installation;
        this.settings = settings;
        this.watchdog = watchdog;
        this.probe = new HealthProbe(http, settings.addresses());
        this.servers = servers;
    }

    /**
     * A platform of which nothing is started yet; empties its run directory.
     *
     * @throws PlatformException if a part of it was not built
     */
    public static LocalPlatform prepare(Installation installation, PlatformSettings settings) throws PlatformException {
        installation.clear();
        var watchdog = Watchdog.start(SERVICE_PATIENCE);
        var blueprint =
                new Blueprint(installation, settings, watchdog, Credentials.generate(installation.runDirectory()));
        var servers = new EnumMap<Part, Server>(Part.class);
        for (var part : settings.parts()) {
            servers.put(part, blueprint.server(part));
        }
        var platform = new LocalPlatform(installation, settings, watchdog, servers);
        Runtime.getRuntime().addShutdownHook(platform.endWithJvm);
        return platform;
    }

    /** Starts every part at once; they wait for each other by themselves. */
    public void startAll() throws PlatformException {
        start(settings.parts().toArray(Part[]::new));
    }

    /** Starts some parts at the same time and returns when the processes exist; see {@link #awaitReady}. */
    public void start(Part... parts) throws PlatformException {
        forEach(Arrays.asList(parts), part -> {
            server(part).start();
            return null;
        });
    }

    /** Ends a part at once (SIGKILL), as a power failure would. */
    public void kill(Part part) {
        server(part).kill();
    }

    /** Asks a part to end, and returns when it has. */
    public void stop(Part part) {
        server(part).stop(SERVICE_PATIENCE);
    }

    /**
     * Waits until every part is ready.
     *
     * @param progress is told the parts that are, each time there is one more
     * @throws PlatformException if a part ends or is not ready in time; says which, why, and the end of its log
     */
    public void awaitReady(Duration limit, Consumer<Set<Part>> progress) throws PlatformException {
        var waiting = EnumSet.copyOf(settings.parts());
        var ready = EnumSet.noneOf(Part.class);
        long deadline = System.nanoTime() + limit.toNanos();
        while (!waiting.isEmpty()) {
            for (var part : settings.parts()) {
                if (waiting.contains(part) && isReady(part)) {
                    waiting.remove(part);
                    ready.add(part);
                    progress.accept(EnumSet.copyOf(ready));
                }
            }
            if (!waiting.isEmpty() && System.nanoTime() > deadline) {
                var part = waiting.iterator().next();
                throw failed(
                        part,
                        "is not ready after " + limit.toSeconds() + " s: "
                                + probe.ask(part).detail());
            }
            pause();
        }
        // Somebody else may have answered on the port of a part that could not get it.
        requireAllRunning();
    }

    private boolean isReady(Part part) throws PlatformException {
        var server = server(part);
        if (!server.isRunning()) {
            throw failed(part, server.end().isEmpty() ? "does not run" : server.end());
        }
        return probe.ask(part).ready();
    }

    private PlatformException failed(Part part, String why) {
        var tail = installation.logFile(part).tail(TAIL_LINES);
        return new PlatformException("the " + part.label() + " " + why + "\n  the end of " + installation.log(part)
                + ":\n    " + String.join("\n    ", tail.isEmpty() ? List.of("(it has said nothing)") : tail));
    }

    /**
     * Makes sure that nothing has ended by itself.
     *
     * @throws PlatformException if a part has; says which, how, and the end of its log
     */
    public void requireAllRunning() throws PlatformException {
        for (var part : settings.parts()) {
            if (!server(part).isRunning()) {
                throw failed(part, server(part).end());
            }
        }
    }

    /** Waits for a condition by asking again and again; false if the time has passed. */
    public static boolean await(Duration limit, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(ASKED_EVERY.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the platform", e);
        }
    }

    public Health health(Part part) {
        return server(part).isRunning()
                ? probe.ask(part)
                : Health.not(server(part).end());
    }

    public List<Part> parts() {
        return settings.parts();
    }

    public ProcessIdentity identity(Part part) {
        return server(part).identity();
    }

    public URI address(Part part) {
        return settings.addresses().http(part);
    }

    public String bootstrapServers() {
        return settings.addresses().hostAndPort(Part.KAFKA);
    }

    public Path log(Part part) {
        return installation.log(part);
    }

    public JsonHttp http() {
        return http;
    }

    private Server server(Part part) {
        var server = servers.get(part);
        if (server == null) {
            throw new IllegalArgumentException("this platform has no " + part.label());
        }
        return server;
    }

    /** Ends everything: first those who use, then what they use. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithJvm);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook has done this.
            return;
        }
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            forEach(settings.parts().stream().filter(Part::isService).toList(), this::stopQuietly);
            forEach(settings.parts().stream().filter(part -> !part.isService()).toList(), this::stopQuietly);
        } catch (PlatformException e) {
            // What could not be asked to end is ended by the watchdog.
            System.err.println("pushwave: " + e.getMessage());
        } finally {
            watchdog.close();
            http.close();
        }
    }

    private Void stopQuietly(Part part) {
        server(part).stop(SERVICE_PATIENCE);
        return null;
    }

    /** Does the same with several parts at once. */
    private static void forEach(List<Part> parts, PartTask task) throws PlatformException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = parts.stream()
                    .map(part -> (Callable<Void>) () -> task.run(part))
                    .toList();
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new PlatformException(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("interrupted", e);
        }
    }

    private interface PartTask {
        Void run(Part part);
    }
}
