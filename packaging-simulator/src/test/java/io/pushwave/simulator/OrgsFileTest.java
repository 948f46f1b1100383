package io.pushwave.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OrgsFileTest {
    @TempDir
    private Path folder;

    @Test
    void theOrgsOfAFileTakeThePlaceOfSeededOnes() throws IOException, InterruptedException {
        // Given
        String version;
        try (var other =
                Simulator.start(SimulatorSettings.builder().port(0).orgs(1).build())) {
            version = new SalesforceClient(other).targetVersion();
        }
        var file = Files.writeString(
                folder.resolve("orgs.csv"), "OrgKey,InstalledVersionId\n00D000000000aaa," + version + "\n");
        var settings = CommandLine.parse(
                new String[] {"--orgs-file", file.toString(), "--port", "0", "--orgs", "3"}, Map.of());

        // When
        try (var simulator = Simulator.start(settings)) {
            // Then
            assertThat(new SalesforceClient(simulator).orgKeys(10)).containsExactly("00D000000000aaa");
        }
    }

    @Test
    void aSnapshotBringsItsOwnOrgs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandLine.parse(new String[] {"--orgs-file", "a", "--snapshot", "b"}, Map.of()))
                .withMessage("orgs-file is 'a', but none, because a snapshot brings its own orgs, is expected");
    }

    @Test
    void theProcessEndsWithTheFilesLineAndWhatIsWrongThere() throws IOException, InterruptedException {
        // Given
        var file = Files.writeString(folder.resolve("orgs.csv"), "OrgKey,InstalledVersionId\n00D1,04t\n");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SimulatorMain.class.getName(),
                        "--port",
                        "0",
                        "--orgs-file",
                        file.toString())
                .start();

        // When
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);

        // Then
        assertThat(ended).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "simulator: orgs-file " + file + ", line 2: OrgKey is '00D1', 15 letters and digits that begin"
                                + " with 00D, or 18 with the right ending, are expected" + System.lineSeparator());
    }
}
