package io.pushwave.planner.targeting;

import io.pushwave.contracts.OrgKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** A set of orgs of any size, in 15 bytes an org. Two lists of the same orgs are equal, in whatever order and spelling they came. */
public final class OrgList {
    private static final int KEY_LENGTH = 15;

    private final byte[] keys;

    private OrgList(byte[] keys) {
        this.keys = keys;
    }

    /** The list of these orgs; what comes twice is there once. */
    public static OrgList of(Collection<OrgKey> orgs) {
        var sorted = orgs.stream().map(OrgKey::value).distinct().sorted().toList();
        var keys = new byte[sorted.size() * KEY_LENGTH];
        for (int number = 0; number < sorted.size(); number++) {
            System.arraycopy(
                    sorted.get(number).getBytes(StandardCharsets.US_ASCII), 0, keys, number * KEY_LENGTH, KEY_LENGTH);
        }
        return new OrgList(keys);
    }

    /**
     * A list from what {@link #bytes} has given.
     *
     * @throws IllegalArgumentException if it has not
     */
    public static OrgList ofBytes(byte[] bytes) {
        if (bytes.length % KEY_LENGTH != 0) {
            throw new IllegalArgumentException(
                    "a list of orgs has " + KEY_LENGTH + " bytes an org, not " + bytes.length);
        }
        return new OrgList(bytes.clone());
    }

    /** The keys, one after the other in their order. */
    public byte[] bytes() {
        return keys.clone();
    }

    public int size() {
        return keys.length / KEY_LENGTH;
    }

    /** Its orgs in the order of their keys. */
    public List<OrgKey> orgs() {
        return IntStream.range(0, size()).mapToObj(this::org).toList();
    }

    public boolean contains(OrgKey org) {
        var wanted = org.value().getBytes(StandardCharsets.US_ASCII);
        int low = 0;
        int high = size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Arrays.compare(keys, middle * KEY_LENGTH, (middle + 1) * KEY_LENGTH, wanted, 0, KEY_LENGTH);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** What identifies the list: SHA-256 of its keys in 64 hexadecimal digits. */
    public String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(keys));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private OrgKey org(int number) {
        return new OrgKey(new String(keys, number * KEY_LENGTH, KEY_LENGTH, StandardCharsets.US_ASCII));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OrgList list && Arrays.equals(keys, list.keys);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(keys);
    }

    @Override
    public String toString() {
        return size() + " orgs";
    }
}
