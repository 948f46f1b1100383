package io.pushwave.platform.settings;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.pushwave.platform.process.LogFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the built platform lies, and where its processes may write.
 *
 * @param home the project's top folder
 * @param runDirectory logs, keys and data of one running platform
 * @param training whether its services write the ahead-of-time caches that others start from (JEP 514) when they end
 */
public record Installation(Path home, Path runDirectory, boolean training) {
    /** Small heaps and a quick start: a laptop runs seven of these beside everything else it does. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            // What a cache could not take in is loaded as ever: nothing that a service's log should begin with.
            "-Xlog:aot*=error",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    public Installation(Path home, Path runDirectory) {
        this(home, runDirectory, false);
    }

    /** Where a part writes what it says; the broker and the database keep it beside their data. */
    public Path log(Part part) {
        return switch (part) {
            case KAFKA -> data(part).resolve("kafka.log");
            case POSTGRESQL -> data(part).resolve("postgres.log");
            case SIMULATOR, PLANNER, EXECUTOR, STATUS -> runDirectory.resolve(part.label() + ".log");
        };
    }

    public LogFile logFile(Part part) {
        return new LogFile(log(part));
    }

    public Path data(Part part) {
        return runDirectory.resolve(part.label());
    }

    /** The command that starts a service from its package. */
    public List<String> service(Part part, int heapMegabytes) throws PlatformException {
        var jar = requireBuilt(serviceJar(part));
        var command = java(heapMegabytes);
        if (training) {
            command.add("-XX:AOTCacheOutput=" + unfinishedCache(part));
        } else if (hasCache(part)) {
            command.add("-XX:AOTCache=" + cache(part));
        }
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    /** Whether a service has an ahead-of-time cache of what is built now; the JVM would refuse one of another build. */
    public boolean hasCache(Part part) {
        try {
            return Files.exists(cache(part))
                    && Files.getLastModifiedTime(cache(part))
                                    .compareTo(Files.getLastModifiedTime(requireBuilt(serviceJar(part))))
                            >= 0;
        } catch (IOException | PlatformException e) {
            return false;
        }
    }

    /**
     * Gives a cache that a service has written whole to the services that are started from now on.
     *
     * @throws PlatformException if there is none
     */
    public void keepCache(Part part) throws PlatformException {
        try {
            Files.move(unfinishedCache(part), cache(part), ATOMIC_MOVE, REPLACE_EXISTING);
        } catch (IOException e) {
            throw new PlatformException("the " + part.label() + " has written no cache: " + e, e);
        }
    }

    private Path serviceJar(Part part) {
        return home.resolve(part.label() + "-service/target/quarkus-app/quarkus-run.jar");
    }

    private Path cache(Part part) {
        return serviceJar(part).resolveSibling(part.label() + ".aot");
    }

    private Path unfinishedCache(Part part) {
        return serviceJar(part).resolveSibling(part.label() + ".aot.new");
    }

    /** The command that starts the simulator; its options are to be added. */
    public List<String> simulator(int heapMegabytes) throws PlatformException {
        var folder = requireBuilt(home.resolve("packaging-simulator/target/simulator"));
        var command = java(heapMegabytes);
        command.add("-cp");
        command.add(folder + "/*:" + folder.resolve("lib") + "/*");
        command.add("io.pushwave.simulator.SimulatorMain");
        return command;
    }

    private static List<String> java(int heapMegabytes) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heapMegabytes + "m");
        command.addAll(JVM_OPTIONS);
        return command;
    }

    private static Path requireBuilt(Path path) throws PlatformException {
        if (!Files.exists(path)) {
            throw new PlatformException(path + " is not there; './pushwave' builds it, or 'mvn package'");
        }
        return path;
    }
}
