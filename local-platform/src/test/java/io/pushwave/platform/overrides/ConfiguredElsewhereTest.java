package io.pushwave.platform.overrides;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredElsewhereTest {
    @TempDir
    Path folder;

    @Test
    void settingsComeFromTheEnvironmentAndTheFilesThatItNames() throws IOException {
        var file = Files.writeString(folder.resolve("my.properties"), "kafka.bootstrap.servers=broker:9092\n");

        var found = ConfiguredElsewhere.in(Map.of("QUARKUS_CONFIG_LOCATIONS", file + ",nowhere"), List.of());

        assertThat(found.given()).contains(new GivenSetting("kafka.bootstrap.servers", "broker:9092", file.toString()));
    }

    @Test
    void filesThatNoServiceReadsAreFound() throws IOException {
        var dotEnv = Files.writeString(folder.resolve(".env"), "KAFKA_BOOTSTRAP_SERVERS=broker:9092\n");

        assertThat(ConfiguredElsewhere.in(Map.of(), List.of(folder, folder)).unread())
                .containsExactly(dotEnv);
    }
}
