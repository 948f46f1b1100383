package io.pushwave.planner.plan;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.OrgKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a plan remembers of each org, in columns: some 50 bytes an org, so that a million of them have room beside everything else.
 * Orgs are numbered from 0 in the order of their keys, in which they must be added.
 */
final class OrgColumns {
    static final int KEY_LENGTH = 15;
    static final int NONE = -1;

    private static final List<ExclusionReason> REASONS = List.of(ExclusionReason.values());
    private static final int FIRST_CAPACITY = 1024;

    private final int maximum;
    private int size;
    private byte[] keys = new byte[FIRST_CAPACITY * KEY_LENGTH];
    private byte[] parents = new byte[FIRST_CAPACITY * KEY_LENGTH];
    private int parentCount;
    private int[] parentOf = new int[FIRST_CAPACITY];
    private int[] lots = new int[FIRST_CAPACITY];
    private int[] takenBy = new int[FIRST_CAPACITY];
    private byte[] exclusions = new byte[FIRST_CAPACITY];

    OrgColumns(int maximum) {
        this.maximum = maximum;
    }

    /**
     * Adds the next org.
     *
     * @param takenBy one bit for each wave that would take it, the first wave's lowest
     */
    void add(OrgKey org, @Nullable OrgKey parent, int lot, int takenBy, Optional<ExclusionReason> exclusion) {
        if (size == maximum) {
            throw new IllegalStateException("more than " + maximum + " orgs are to be planned");
        }
        grow();
        write(org, keys, size);
        if (size > 0 && compare(keys, size - 1, keys, size) >= 0) {
            throw new IllegalArgumentException(
                    "org " + org + " comes after " + key(size - 1) + ", not in the order of keys");
        }
        parentOf[size] = parent == null ? NONE : rememberParent(parent);
        lots[size] = lot;
        this.takenBy[size] = takenBy;
        exclusions[size] = exclusion.map(OrgColumns::code).orElse((byte) 0);
        size++;
    }

    int size() {
        return size;
    }

    OrgKey key(int org) {
        return new OrgKey(new String(keys, org * KEY_LENGTH, KEY_LENGTH, StandardCharsets.US_ASCII));
    }

    /** The bytes of all keys, one after the other. */
    byte[] keys() {
        return keys;
    }

    /** The org with its lot, so that tickets in their order are orgs in the order of their lots. */
    long ticket(int org) {
        return ((long) lots[org] << (Integer.SIZE - 1)) | org;
    }

    /** Whose ticket it is. */
    static int orgOf(long ticket) {
        return (int) (ticket & Integer.MAX_VALUE);
    }

    boolean isTakenBy(int org, int wave) {
        return (takenBy[org] & (1 << wave)) != 0;
    }

    boolean isTaken(int org) {
        return takenBy[org] != 0;
    }

    boolean isExcluded(int org) {
        return exclusions[org] != 0;
    }

    Optional<ExclusionReason> exclusion(int org) {
        return exclusions[org] == 0 ? Optional.empty() : Optional.of(REASONS.get(exclusions[org] - 1));
    }

    /** A number for the reason, 0 for none. */
    byte exclusionCode(int org) {
        return exclusions[org];
    }

    void exclude(int org, ExclusionReason reason) {
        exclusions[org] = code(reason);
    }

    /**
     * The number of each org's parent; {@link #NONE} where it has none, its parent was not added, or that has a parent itself: no
     * production org has one, and what Salesforce says wrongly must not run in a circle.
     */
    int[] parents() {
        var numbers = new int[size];
        for (int org = 0; org < size; org++) {
            int parent = parentOf[org] == NONE ? NONE : find(parentOf[org]);
            numbers[org] = parent == NONE || parentOf[parent] != NONE ? NONE : parent;
        }
        return numbers;
    }

    private static byte code(ExclusionReason reason) {
        return (byte) (REASONS.indexOf(reason) + 1);
    }

    private int find(int parent) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(keys, middle, parents, parent);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NONE;
    }

    private int rememberParent(OrgKey parent) {
        if ((parentCount + 1) * KEY_LENGTH > parents.length) {
            parents = Arrays.copyOf(parents, parents.length * 2);
        }
        write(parent, parents, parentCount);
        return parentCount++;
    }

    private void grow() {
        if (size == parentOf.length) {
            int capacity = (int) Math.min((long) size * 2, maximum);
            keys = Arrays.copyOf(keys, capacity * KEY_LENGTH);
            parentOf = Arrays.copyOf(parentOf, capacity);
            lots = Arrays.copyOf(lots, capacity);
            takenBy = Arrays.copyOf(takenBy, capacity);
            exclusions = Arrays.copyOf(exclusions, capacity);
        }
    }

    private static void write(OrgKey org, byte[] into, int position) {
        System.arraycopy(org.value().getBytes(StandardCharsets.US_ASCII), 0, into, position * KEY_LENGTH, KEY_LENGTH);
    }

    private static int compare(byte[] left, int leftOrg, byte[] right, int rightOrg) {
        return Arrays.compare(
                left,
                leftOrg * KEY_LENGTH,
                (leftOrg + 1) * KEY_LENGTH,
                right,
                rightOrg * KEY_LENGTH,
                (rightOrg + 1) * KEY_LENGTH);
    }
}
