package io.pushwave.planner;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells whether what somebody has seen is what there is now. */
public final class Fingerprint {
    /** Of a billion states of one thing, two have the same with a chance of one in 40. */
    private static final int BYTES = 8;

    private Fingerprint() {}

    /**
     * 16 characters that are others wherever one of the texts is another.
     *
     * @param texts in an order that does not change
     */
    public static String of(List<String> texts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var text : texts) {
                var bytes = text.getBytes(StandardCharsets.UTF_8);
                // With its length before it, no text can be taken for two.
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
