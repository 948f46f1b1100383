package io.pushwave.platform.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path directory;

    @Test
    void thePrivateKeyOfARunIsForItsOwnerOnly() throws IOException {
        var credentials = Credentials.generate(directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credentials.privateKeyFile())))
                .isEqualTo("rw-------");
        assertThat(credentials.privateKeyFile()).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(credentials.publicKeyFile()).content().startsWith("-----BEGIN PUBLIC KEY-----\n");
    }
}
