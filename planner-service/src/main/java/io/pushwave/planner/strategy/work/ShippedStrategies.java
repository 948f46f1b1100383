package io.pushwave.planner.strategy.work;

import io.pushwave.planner.strategy.Strategy;
import io.pushwave.planner.strategy.json.InvalidDocumentException;
import io.pushwave.planner.strategy.json.StrategyDocuments;
import io.pushwave.planner.strategy.work.ShippedStrategy.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the strategies that come with the service, and those of a folder. */
final class ShippedStrategies {
    static final List<String> BUILT_IN = List.of("cautious", "critical-security", "internal-only", "standard");

    private static final String SETTING = "pushwave.planner.strategies.folder";
    private static final String SUFFIX = ".json";

    private ShippedStrategies() {}

    /** Those of the service itself. */
    static List<ShippedStrategy> builtIn() {
        return BUILT_IN.stream()
                .map(name -> new ShippedStrategy(
                        name,
                        StrategyDocuments.stored(resource("/strategies/built-in/" + name + SUFFIX)),
                        Source.BUILT_IN))
                .toList();
    }

    /**
     * Those of a folder, each in a file that has its name and ends in {@code .json}; other files are passed over.
     *
     * @throws IllegalArgumentException if a file is none of a strategy; the message names the setting, the file and each broken rule
     */
    static List<ShippedStrategy> of(Path folder, StrategyDocuments documents) {
        var found = new ArrayList<ShippedStrategy>();
        try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (var file : files) {
                found.add(read(file, documents));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    SETTING + " is " + folder + ", a folder that can be read is expected", e);
        }
        return found;
    }

    private static ShippedStrategy read(Path file, StrategyDocuments documents) throws IOException {
        var fileName = String.valueOf(file.getFileName());
        try {
            var name = Strategy.checkedName(fileName.substring(0, fileName.length() - SUFFIX.length()));
            return new ShippedStrategy(name, documents.checked(Files.readString(file)), Source.FOLDER);
        } catch (InvalidDocumentException | IllegalArgumentException e) {
            throw new IllegalArgumentException(SETTING + ": " + file + ": " + e.getMessage(), e);
        }
    }

    private static String resource(String path) {
        try (var stream = ShippedStrategies.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
