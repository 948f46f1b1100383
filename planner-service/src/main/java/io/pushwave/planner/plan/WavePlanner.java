package io.pushwave.planner.plan;

import io.pushwave.contracts.OrgKey;
import io.pushwave.planner.org.PackageVersionId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each eligible org its wave while the orgs stream by once, in the order of their keys: selection sampling (Knuth,
 * TAOCP 2, 3.4.2, algorithm S) with one quota per wave. Quotas are met exactly, the choice is fair, and what has to be
 * remembered between two orgs is only how many places are left.
 *
 * <p>The random draw is a hash of version and org, so the same inputs give the same plan, and a planning that was broken
 * off goes on from the places that are left as if nothing had happened. Not thread-safe.
 */
public final class WavePlanner {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final PackageVersionId target;
    private final long[] left;
    private long leftInAll;

    /** Goes on from the places that are left per wave, first wave first, each at least 0. */
    public WavePlanner(PackageVersionId target, List<Long> placesLeft) {
        this.target = target;
        this.left = placesLeft.stream().mapToLong(Long::longValue).toArray();
        if (Arrays.stream(left).anyMatch(places -> places < 0)) {
            throw new IllegalArgumentException("places left are " + placesLeft + ", none may be negative");
        }
        this.leftInAll = Arrays.stream(left).sum();
    }

    /**
     * The org's wave, counted from 1.
     *
     * @throws IllegalStateException if every place is taken, which means that more orgs came than were counted
     */
    public int waveOf(OrgKey org) {
        if (leftInAll == 0) {
            throw new IllegalStateException("org " + org + " has no wave: every place of the plan is taken");
        }
        long ticket = Math.unsignedMultiplyHigh(hash(org), leftInAll);
        int wave = 0;
        while (ticket >= left[wave]) {
            ticket -= left[wave];
            wave++;
        }
        left[wave]--;
        leftInAll--;
        return wave + 1;
    }

    /** Places that are left per wave. */
    public List<Long> placesLeft() {
        return Arrays.stream(left).boxed().toList();
    }

    private long hash(OrgKey org) {
        long hash = FNV_OFFSET;
        for (byte each : (target.key() + ":" + org.value()).getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash ^ each) * FNV_PRIME;
        }
        // FNV leaves the high bits of similar keys alike, and the draw is made with them; this finish spreads every
        // bit.
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
