package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.columns.Renumbering;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Each org's own {@link UpgradeBlock} of each package: a byte, and an entry only for those changed after the seeding. */
final class UpgradeBlocks {
    private static final byte TICKED = 1;
    private static final byte OVERRIDDEN = 2;
    private static final byte FORBIDDEN = 4;
    /** A client created a row for it, so that there is one even if it says what is so without. */
    private static final byte LISTED = 8;

    private final long seededAt;
    private final List<byte[]> flags = new ArrayList<>();
    private final Map<Long, Term> terms = new TreeMap<>();

    private record Term(long since, int days) {}

    /** @param seededAt since when seeded blocks are there, milliseconds since the epoch */
    UpgradeBlocks(long seededAt) {
        this.seededAt = seededAt;
    }

    /** Makes room for a package or for more orgs; what is there stays. */
    void grow(int packages, int orgs) {
        flags.replaceAll(row -> Arrays.copyOf(row, orgs));
        while (flags.size() < packages) {
            flags.add(new byte[orgs]);
        }
    }

    void seed(int packageIndex, int org) {
        flags.get(packageIndex)[org] = TICKED;
    }

    /** Whether there is anything but the default, which is allowed and not asked for; or a client created it. */
    boolean exists(int packageIndex, int org) {
        return flags.get(packageIndex)[org] != 0;
    }

    UpgradeBlock get(int packageIndex, int org) {
        byte flag = flags.get(packageIndex)[org];
        var term = terms.get(key(packageIndex, org));
        return new UpgradeBlock(
                (flag & FORBIDDEN) == 0,
                (flag & TICKED) != 0,
                (flag & OVERRIDDEN) != 0,
                term == null ? seededAt : term.since(),
                term == null ? UpgradeBlock.FOREVER : term.days());
    }

    /** There is one from now on, whatever it says. */
    void list(int packageIndex, int org) {
        flags.get(packageIndex)[org] |= LISTED;
    }

    boolean isListed(int packageIndex, int org) {
        return (flags.get(packageIndex)[org] & LISTED) != 0;
    }

    /** Takes it away: the default stands again. */
    void clear(int packageIndex, int org) {
        flags.get(packageIndex)[org] = 0;
        terms.remove(key(packageIndex, org));
    }

    void set(int packageIndex, int org, UpgradeBlock to) {
        flags.get(packageIndex)[org] = (byte) ((flags.get(packageIndex)[org] & LISTED)
                | (to.allowed() ? 0 : FORBIDDEN)
                | (to.ticked() ? TICKED : 0)
                | (to.overridden() ? OVERRIDDEN : 0));
        if (to.ticked()) {
            terms.put(key(packageIndex, org), new Term(to.since(), to.expirationDays()));
        } else {
            terms.remove(key(packageIndex, org));
        }
    }

    private static long key(int packageIndex, int org) {
        return (long) packageIndex << 32 | org;
    }

    /**
     * The blocks of the same orgs by other numbers.
     *
     * @param before what each org was before, -1 for a new one
     */
    UpgradeBlocks renumbered(int[] before) {
        var renumbered = new UpgradeBlocks(seededAt);
        for (int row = 0; row < flags.size(); row++) {
            renumbered.flags.add(Renumbering.of(before, flags.get(row)));
            for (int org = 0; org < before.length && !terms.isEmpty(); org++) {
                var term = before[org] < 0 ? null : terms.get(key(row, before[org]));
                if (term != null) {
                    renumbered.terms.put(key(row, org), term);
                }
            }
        }
        return renumbered;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(seededAt);
        out.writeInt(flags.size());
        for (var row : flags) {
            Columns.writeBytes(out, row, row.length);
        }
        out.writeInt(terms.size());
        for (var entry : terms.entrySet()) {
            out.writeLong(entry.getKey());
            out.writeLong(entry.getValue().since());
            out.writeInt(entry.getValue().days());
        }
    }

    static UpgradeBlocks load(DataInput in) throws IOException {
        var loaded = new UpgradeBlocks(in.readLong());
        for (int left = in.readInt(); left > 0; left--) {
            loaded.flags.add(Columns.readBytes(in));
        }
        for (int left = in.readInt(); left > 0; left--) {
            loaded.terms.put(in.readLong(), new Term(in.readLong(), in.readInt()));
        }
        return loaded;
    }
}
