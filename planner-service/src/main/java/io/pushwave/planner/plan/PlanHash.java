package io.pushwave.planner.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The fingerprint of a plan and of everything that it was made by; two plans with one hash push the same version to the same orgs in the
 * same order.
 *
 * @param value SHA-256 in 64 hexadecimal digits, lower case
 */
public record PlanHash(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException if it is no hash */
    public PlanHash {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a plan's hash has 64 hexadecimal digits in lower case");
        }
    }

    /**
     * The hash of a plan.
     *
     * @param inputs what it was made by, in canonical texts: version, strategy, targeting, seed
     */
    public static PlanHash of(List<String> inputs, Plan plan) {
        var digest = sha256();
        for (var input : inputs) {
            var bytes = input.getBytes(StandardCharsets.UTF_8);
            // The length first, so that no two lists of texts look alike.
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        plan.digest(digest);
        return new PlanHash(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
