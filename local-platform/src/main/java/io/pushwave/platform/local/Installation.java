package io.pushwave.platform.local;

import io.pushwave.platform.process.LogFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the built platform lies, and where its processes may write.
 *
 * @param home the project's top folder
 * @param runDirectory logs, keys and data of one running platform
 */
public record Installation(Path home, Path runDirectory) {
    /** Small heaps and a quick start: a laptop runs seven of these beside everything else it does. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /** Where a part writes what it says; the broker and the database keep it beside their data. */
    public Path log(Part part) {
        return switch (part) {
            case KAFKA -> data(part).resolve("kafka.log");
            case POSTGRESQL -> data(part).resolve("postgres.log");
            case SIMULATOR, PLANNER, EXECUTOR, STATUS -> runDirectory.resolve(part.label() + ".log");
        };
    }

    LogFile logFile(Part part) {
        return new LogFile(log(part));
    }

    public Path data(Part part) {
        return runDirectory.resolve(part.label());
    }

    /** The command that starts a service from its package. */
    List<String> service(Part part, int heapMegabytes) throws PlatformException {
        var jar = home.resolve(part.label() + "-service/target/quarkus-app/quarkus-run.jar");
        var command = java(heapMegabytes);
        command.add("-jar");
        command.add(requireBuilt(jar).toString());
        return command;
    }

    /** The command that starts the simulator; its options are to be added. */
    List<String> simulator(int heapMegabytes) throws PlatformException {
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

    /** Empties the run directory: a platform always begins anew. */
    void clear() {
        try {
            if (Files.exists(runDirectory)) {
                try (var paths = Files.walk(runDirectory)) {
                    for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
            Files.createDirectories(runDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + runDirectory, e);
        }
    }
}
