package io.pushwave.simulator.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** An RSA key pair in two PEM files: one for the client to sign with, one for the simulator to check. */
record ClientKeys(Path privateKey, Path publicKey) {
    /** Makes a pair. The name tells it from others in the folder. */
    static ClientKeys generate(Path folder, String name) throws IOException {
        try {
            var pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            return new ClientKeys(
                    write(folder.resolve(name + ".pem"), "PRIVATE KEY", pair.getPrivate()),
                    write(folder.resolve(name + ".pub.pem"), "PUBLIC KEY", pair.getPublic()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Path write(Path file, String kind, Key key) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                        + "\n-----END " + kind + "-----\n");
    }
}
