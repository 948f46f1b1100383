package io.pushwave.planner.plan;

import java.nio.charset.StandardCharsets;

/**
 * Draws lots that come out the same for the same seed and org, whoever draws them and when. Lots are spread evenly, also over keys that
 * differ in one character.
 */
final class StableHash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long begin;

    StableHash(String seed) {
        this.begin = fold(fold(FNV_OFFSET, seed), ":");
    }

    /** The org's lot: 31 bits, at least 0. */
    int of(String orgKey) {
        long hash = fold(begin, orgKey);
        // FNV leaves the high bits of similar keys alike; this finish spreads every bit.
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return (int) ((hash ^ (hash >>> 31)) >>> 33);
    }

    private static long fold(long hash, String text) {
        long folded = hash;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            folded = (folded ^ each) * FNV_PRIME;
        }
        return folded;
    }
}
