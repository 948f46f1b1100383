package io.pushwave.platform.overrides;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Settings for the services that somebody has made beside the launcher.
 *
 * @param given those that the services would read: from the environment, and from files that it names
 * @param unread files that look like settings of the services, but lie where no service reads them
 */
public record ConfiguredElsewhere(List<GivenSetting> given, List<Path> unread) {
    /** What Quarkus reads further configuration files from. */
    private static final List<String> LOCATIONS = List.of("QUARKUS_CONFIG_LOCATIONS", "SMALLRYE_CONFIG_LOCATIONS");

    private static final Pattern COMMA = Pattern.compile(",");
    /** What Quarkus reads in its working directory: for the services that is the folder of the run, not these. */
    private static final List<String> FILES = List.of(".env", "config/application.properties");

    public ConfiguredElsewhere {
        given = List.copyOf(given);
        unread = List.copyOf(unread);
    }

    /**
     * Looks into the environment and the folders in which people keep such files.
     *
     * @param folders where the command was given, and where the project lies
     */
    public static ConfiguredElsewhere in(Map<String, String> environment, List<Path> folders) {
        var given = new ArrayList<GivenSetting>();
        environment.forEach((name, value) -> given.add(new GivenSetting(name, value, "the environment")));
        for (var locations : LOCATIONS) {
            COMMA.splitAsStream(environment.getOrDefault(locations, ""))
                    .forEach(location -> given.addAll(settings(location.strip())));
        }
        var unread = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .distinct()
                .flatMap(folder -> FILES.stream().map(folder::resolve))
                .filter(Files::isRegularFile)
                .toList();
        return new ConfiguredElsewhere(given, unread);
    }

    private static List<GivenSetting> settings(String location) {
        if (location.isEmpty()) {
            return List.of();
        }
        try {
            var file = location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
            if (!Files.isRegularFile(file)) {
                return List.of();
            }
            var properties = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
            return properties.stringPropertyNames().stream()
                    .map(name -> new GivenSetting(name, properties.getProperty(name, ""), file.toString()))
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            // A service that cannot read it says so itself.
            return List.of();
        }
    }
}
