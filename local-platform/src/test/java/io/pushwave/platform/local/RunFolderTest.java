package io.pushwave.platform.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pushwave.platform.settings.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path written;

    @Test
    void aFolderThatSomebodyHasIsNotTakenFromThem() throws PlatformException {
        var run = written.resolve("demo");
        var first = RunFolder.claim(run);

        assertThatThrownBy(() -> RunFolder.claim(run))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining(
                        "is used by process " + ProcessHandle.current().pid());

        first.close();
        RunFolder.claim(run).close();
    }

    @Test
    void aFolderWithOtherThingsIsNotEmptied() throws IOException {
        var treasure = Files.writeString(written.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> RunFolder.claim(written))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("other things");
        assertThat(treasure).exists();
    }

    @Test
    void dataOfARunThatIsOverIsRemovedAndItsLogsStay() throws IOException, PlatformException {
        var run = written.resolve("demo");
        RunFolder.claim(run).close();
        data(run, 3_000_000);
        var log = Files.writeString(run.resolve("planner.log"), "said");

        var said = OldRuns.remove(written, List.of(run));

        assertThat(said).containsExactly("Removed 3 MB of data that an earlier run had left in " + run + ".");
        assertThat(run.resolve("kafka/data")).doesNotExist();
        assertThat(log).exists();
    }

    @Test
    void dataOfARunThatGoesOnIsNamedWithItsSize() throws IOException, PlatformException {
        var run = written.resolve("run");
        try (var _ = RunFolder.claim(run)) {
            data(run, 2_500_000);

            var said = OldRuns.remove(written, List.of());

            assertThat(said)
                    .singleElement()
                    .asString()
                    .startsWith("In " + run + " lie 2 MB of data of a platform that runs");
            assertThat(run.resolve("kafka/data/segment")).exists();
        }
    }

    @Test
    void foldersThatAreNoRunsAreLeftAlone() throws IOException {
        var other = Files.createDirectories(written.resolve("notes/data"));

        assertThat(OldRuns.remove(written, List.of())).isEmpty();
        assertThat(other).exists();
    }

    private static void data(Path run, int bytes) throws IOException {
        Files.write(Files.createDirectories(run.resolve("kafka/data")).resolve("segment"), new byte[bytes]);
    }
}
