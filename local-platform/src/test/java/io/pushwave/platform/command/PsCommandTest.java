package io.pushwave.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.platform.command.PlatformState.PartProcess;
import io.pushwave.platform.command.PsCommand.Row;
import io.pushwave.platform.process.ProcessIdentity;
import io.pushwave.platform.restart.PartHistory;
import io.pushwave.platform.restart.RestartRule;
import io.pushwave.platform.settings.Part;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PsCommandTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PartHistory RESTARTED = PartHistory.begun(NOON)
            .ended(NOON, "exit code 137", RestartRule.STANDARD)
            .restarted(NOON.plusSeconds(1));

    @TempDir
    Path folder;

    @Test
    void duringTheStartItSaysSinceWhenAndWhichPartsAreReady() {
        var rows = List.of(row("kafka", true, Optional.empty()), row("planner", false, Optional.empty()));

        var text = PsCommand.inWords(state(Optional.empty()), rows, NOON.plusSeconds(12));

        assertThat(text).startsWith("The platform has been starting for 12 s; ready so far: kafka.");
    }

    @Test
    void whatWasStartedAgainIsSaidBesideItsHealth() {
        var text = PsCommand.inWords(
                state(Optional.of(NOON)), List.of(row("executor", true, Optional.of(RESTARTED))), NOON.plusSeconds(15));

        assertThat(text).doesNotContain("starting").endsWith("ready; restarted once, 14 s ago: exit code 137");
    }

    @Test
    void whatIsWrittenDownIsReadAgain() {
        var state = state(Optional.of(NOON));
        var file = folder.resolve("platform.json");

        state.write(file);

        assertThat(PlatformState.read(file)).contains(state);
    }

    private static Row row(String name, boolean ready, Optional<PartHistory> history) {
        return new Row(name, Optional.of(4711L), "127.0.0.1:1", ready, ready ? "ready" : "not ready: x", history);
    }

    private static PlatformState state(Optional<Instant> readyAt) {
        var self = ProcessIdentity.of(ProcessHandle.current());
        return new PlatformState(
                self,
                NOON,
                readyAt,
                "127.0.0.1:9092",
                List.of(
                        new PartProcess(Part.KAFKA, 9092, Optional.of(self), Optional.of(RESTARTED)),
                        new PartProcess(Part.PLANNER, 8081, Optional.empty(), Optional.empty())),
                List.of("a note"));
    }
}
