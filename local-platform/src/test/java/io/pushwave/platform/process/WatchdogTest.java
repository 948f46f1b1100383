package io.pushwave.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WatchdogTest {
    @TempDir
    Path directory;

    @Test
    void whatIsGuardedEndsWithTheWatchdogsOwner() throws IOException, InterruptedException {
        // Given
        var watchdog = Watchdog.start(Duration.ofMillis(300));
        var guarded = new ProcessBuilder("sleep", "60").start();
        watchdog.guard(guarded.pid());

        // When: closing its input is what the kernel does when the owner dies
        watchdog.close();

        // Then
        assertThat(guarded.waitFor(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void whatWasReleasedIsLeftAlone() throws IOException, InterruptedException {
        // Given
        var watchdog = Watchdog.start(Duration.ofMillis(300));
        var released = new ProcessBuilder("sleep", "60").start();
        var guarded = new ProcessBuilder("sleep", "60").start();
        watchdog.guard(released.pid());
        watchdog.guard(guarded.pid());
        watchdog.release(released.pid());

        // When
        watchdog.close();

        // Then
        assertThat(guarded.waitFor(Duration.ofSeconds(5))).isTrue();
        assertThat(released.isAlive()).isTrue();
        released.destroyForcibly();
    }

    @Test
    void aProcessThatDoesNotListenIsKilled() throws IOException, InterruptedException {
        // Given
        var watchdog = Watchdog.start(Duration.ofMillis(300));
        var stubborn =
                new ProcessBuilder("/bin/sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done").start();
        assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");
        watchdog.guard(stubborn.pid());

        // When
        watchdog.close();

        // Then
        assertThat(stubborn.waitFor(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void aChildCanBeKilledAndStartedAgain() {
        try (var watchdog = Watchdog.start(Duration.ofMillis(300))) {
            // Given
            var child = new ChildProcess(
                    "child",
                    List.of("/bin/sh", "-c", "echo hello $NAME; exec sleep 60"),
                    Map.of("NAME", "world"),
                    directory,
                    new LogFile(directory.resolve("child.log")),
                    watchdog);
            child.start();
            var first = child.identity();
            child.kill();

            // When
            child.start();

            // Then
            assertThat(first.isRunning()).isFalse();
            assertThat(child.isRunning()).isTrue();
            assertThat(child.identity()).isNotEqualTo(first);
            child.stop(Duration.ofSeconds(5));
            assertThat(child.end()).startsWith("ended with exit code");
        }
    }
}
