package io.pushwave.platform.local;

import io.pushwave.platform.api.JsonHttp;
import io.pushwave.platform.overrides.GivenSetting;
import io.pushwave.platform.overrides.OverriddenSettings;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.process.Server;
import io.pushwave.platform.process.Watchdog;
import io.pushwave.platform.settings.Installation;
import io.pushwave.platform.settings.Part;
import io.pushwave.platform.settings.PlatformException;
import io.pushwave.platform.settings.PlatformSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
    private final Map<String, Map<String, String>> environments;
    private final RunFolder folder;
    private final JsonHttp http = new JsonHttp();
    private final HealthProbe probe;

    /** Ctrl-C and SIGTERM end the JVM without unwinding; the platform ends with it all the same. */
    private final Thread endWithJvm = new Thread(this::end, "end-platform");

    /** True from the moment on in which the end begins: from then on nothing is started any more. */
    private volatile boolean ends;

    private boolean ended;

    private LocalPlatform(
            Installation installation,
            PlatformSettings settings,
            Watchdog watchdog,
            RunFolder folder,
            Map<Part, Server> servers,
            Map<String, Map<String, String>> environments) {
        this.installation = installation;
        this.settings = settings;
        this.watchdog = watchdog;
        this.folder = folder;
        this.probe = new HealthProbe(http, settings.addresses());
        this.servers = servers;
        this.environments = environments;
    }

    /**
     * A platform of which nothing is started yet; empties its run directory.
     *
     * @throws PlatformException if a part of it was not built, or another platform has the run directory
     */
    public static LocalPlatform prepare(Installation installation, PlatformSettings settings) throws PlatformException {
        var folder = RunFolder.claim(installation.runDirectory());
        try {
            return prepare(installation, settings, folder);
        } catch (PlatformException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static LocalPlatform prepare(Installation installation, PlatformSettings settings, RunFolder folder)
            throws PlatformException {
        var watchdog = Watchdog.start(SERVICE_PATIENCE);
        var blueprint =
                new Blueprint(installation, settings, watchdog, Credentials.generate(installation.runDirectory()));
        var servers = new EnumMap<Part, Server>(Part.class);
        var environments = new TreeMap<String, Map<String, String>>();
        for (var part : settings.parts()) {
            servers.put(part, blueprint.server(part));
            environments.put(part.label(), blueprint.environment(part));
        }
        var platform = new LocalPlatform(installation, settings, watchdog, folder, servers, environments);
        Runtime.getRuntime().addShutdownHook(platform.endWithJvm);
        return platform;
    }

    /** Starts every part at once; they wait for each other by themselves. */
    public void startAll() throws PlatformException {
        start(settings.parts().toArray(Part[]::new));
    }

    /** Starts some parts at the same time and returns when the processes exist; see {@link #awaitReady}. */
    public void start(Part... parts) throws PlatformException {
        forEach(Arrays.asList(parts), this::startOne);
    }

    private Void startOne(Part part) {
        requireNotEnding();
        var server = server(part);
        server.start();
        if (ends) {
            // The end may have come past this part while it was being started.
            server.kill();
            requireNotEnding();
        }
        return null;
    }

    private void requireNotEnding() {
        if (ends) {
            throw new IllegalStateException("the platform is ending");
        }
    }

    /** Ends a part, however it is, and starts it again; returns when its process exists. */
    public void restart(Part part) throws PlatformException {
        stop(part);
        server(part).kill();
        start(part);
    }

    /** Whether it ends, or has ended. */
    public boolean ends() {
        return ends;
    }

    /** Ends a part at once (SIGKILL), as a power failure would. */
    public void kill(Part part) {
        server(part).kill();
    }

    /** Asks a part to end, and returns when it has. */
    public void stop(Part part) {
        server(part).stop(SERVICE_PATIENCE);
    }

    /** Asks all services to end, and returns when they have; those that take longer than that are killed. */
    public void stopServices(Duration patience) throws PlatformException {
        forEach(settings.parts().stream().filter(Part::isService).toList(), part -> stop(part, patience));
    }

    private Void stop(Part part, Duration patience) {
        server(part).stop(patience);
        return null;
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

    public boolean isRunning(Part part) {
        return server(part).isRunning();
    }

    /** Why a part does not run, such as {@code exit code 137}; empty while it does, or before it was started. */
    public String cause(Part part) {
        return server(part).cause();
    }

    public List<Part> parts() {
        return settings.parts();
    }

    /** One sentence for each setting of somebody's own that the services of this platform do not get. */
    public List<String> overridden(Collection<GivenSetting> given) {
        return OverriddenSettings.among(given, environments);
    }

    /** The process of a part, if it runs. */
    public Optional<ProcessIdentity> running(Part part) {
        try {
            return server(part).isRunning()
                    ? Optional.of(identity(part)).filter(ProcessIdentity::isRunning)
                    : Optional.empty();
        } catch (IllegalStateException e) {
            // It has ended in between.
            return Optional.empty();
        }
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

    private void end() {
        ends = true;
        endOnce();
    }

    private synchronized void endOnce() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            stopServices(SERVICE_PATIENCE);
            forEach(
                    settings.parts().stream().filter(part -> !part.isService()).toList(),
                    part -> stop(part, SERVICE_PATIENCE));
        } catch (PlatformException e) {
            // What could not be asked to end is ended by the watchdog.
            System.err.println("pushwave: " + e.getMessage());
        } finally {
            watchdog.close();
            http.close();
            folder.close();
        }
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
