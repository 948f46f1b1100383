package io.pushwave.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.infrastructure.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ProcessIdentityTest {
    @TempDir
    Path directory;

    @Test
    void aProcessThatTookOverTheIdIsNotEnded() throws IOException {
        // Given
        var process = new ProcessBuilder("sleep", "60").start();
        var before = new ProcessIdentity(process.pid(), Instant.parse("2020-01-01T00:00:00Z"));

        // When
        before.end(Duration.ofSeconds(1));

        // Then
        assertThat(before.isRunning()).isFalse();
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly();
    }

    @Test
    void aProcessIsEndedByItsIdentity() throws IOException {
        var process = new ProcessBuilder("sleep", "60").start();

        ProcessIdentity.of(process.toHandle()).end(Duration.ofSeconds(5));

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aTakenPortNamesItsHolder() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();

            assertThat(FreePort.isFree(port)).isFalse();
            assertThat(Ports.holder(port))
                    .hasValueSatisfying(holder -> assertThat(holder)
                            .contains("process " + ProcessHandle.current().pid()));
        }
    }

    @Test
    void aTailIsTheLastLines() throws IOException {
        var file = directory.resolve("some.log");
        Files.writeString(
                file,
                IntStream.range(0, 20_000).mapToObj(line -> "line " + line).collect(Collectors.joining("\n")));

        assertThat(new LogFile(file).tail(2)).containsExactly("line 19998", "line 19999");
        assertThat(new LogFile(directory.resolve("none.log")).tail(2)).isEmpty();
    }
}
