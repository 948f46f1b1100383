package io.pushwave.platform.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The key pair of one run: the executor signs its JWT with the private key, the simulator knows the public one.
 *
 * @param privateKeyFile PKCS#8 in PEM; only its owner can read it
 * @param publicKeyFile X.509 in PEM
 */
record Credentials(Path privateKeyFile, Path publicKeyFile) {
    private static final int RSA_BITS = 2048;
    private static final int PEM_LINE = 64;

    static Credentials generate(Path directory) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var pair = generator.generateKeyPair();
            var privateKey = directory.resolve("executor-key.pem");
            var publicKey = directory.resolve("executor-key.pub.pem");
            Files.createFile(
                    privateKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(privateKey, pem("PRIVATE KEY", pair.getPrivate()));
            Files.writeString(publicKey, pem("PUBLIC KEY", pair.getPublic()));
            return new Credentials(privateKey, publicKey);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no RSA", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the keys of this run into " + directory, e);
        }
    }

    private static String pem(String label, Key key) {
        var lines = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN " + label + "-----\n" + lines.encodeToString(key.getEncoded()) + "\n-----END " + label
                + "-----\n";
    }
}
