package io.pushwave.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketDirectoryTest {
    private static final int PORT = 54321;
    /** What the socket's own name adds to the path of its folder: {@code /.s.PGSQL.54321}. */
    private static final int NAME_BYTES = 15;

    @TempDir
    Path folder;

    @Test
    void aFolderIsShortEnoughUpToTheLimitOfSocketPaths() {
        var longest = Path.of("/" + "x".repeat(SocketDirectory.PATH_BYTES_MAXIMUM - NAME_BYTES - 1));

        assertThat(SocketDirectory.fits(longest, PORT)).isTrue();
        assertThat(SocketDirectory.fits(Path.of(longest + "x"), PORT)).isFalse();
    }

    @Test
    void aPathMustNeedNoQuotes() {
        assertThat(SocketDirectory.fits(Path.of("/home/someone with blanks"), PORT))
                .isFalse();
        assertThat(SocketDirectory.fits(Path.of("/home/a,b"), PORT)).isFalse();
    }

    @Test
    void aFolderThatIsTooLongIsReplacedByAShortOneOfTheOwnersAlone() throws IOException {
        var directory = SocketDirectory.near(folder.resolve("x".repeat(120)), PORT);

        assertThat(directory.temporary()).isTrue();
        assertThat(SocketDirectory.fits(directory.path(), PORT)).isTrue();
        assertThat(Files.getPosixFilePermissions(directory.path()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        directory.remove();
        assertThat(directory.path()).doesNotExist();
    }
}
