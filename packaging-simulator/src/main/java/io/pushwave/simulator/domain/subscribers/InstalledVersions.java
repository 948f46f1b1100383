package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.columns.Columns;
import io.pushwave.simulator.domain.columns.Renumbering;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What the orgs have of one package, as columns by org. Versions are given by their indices in the catalogue. */
final class InstalledVersions {
    static final short NONE = -1;

    private short[] seeded;
    private short[] installed;
    private long[] modifiedAt;

    private InstalledVersions(short[] seeded, short[] installed, long[] modifiedAt) {
        this.seeded = seeded;
        this.installed = installed;
        this.modifiedAt = modifiedAt;
    }

    /** @param at milliseconds since the epoch, the time at which all rows were last changed */
    static InstalledVersions ofNobody(int orgs, long at) {
        var none = new short[orgs];
        Arrays.fill(none, NONE);
        var modifiedAt = new long[orgs];
        Arrays.fill(modifiedAt, at);
        return new InstalledVersions(none, none.clone(), modifiedAt);
    }

    /** What an org has from the beginning. */
    void seed(int org, short version) {
        seeded[org] = version;
        installed[org] = version;
    }

    short seeded(int org) {
        return seeded[org];
    }

    short installed(int org) {
        return installed[org];
    }

    void install(int org, short version, long at) {
        installed[org] = version;
        modifiedAt[org] = at;
    }

    long modifiedAt(int org) {
        return modifiedAt[org];
    }

    void touch(int org, long at) {
        modifiedAt[org] = at;
    }

    /** Goes on for other orgs; {@code before} is what each of them was before, -1 for a new one. */
    void renumber(int[] before, long at) {
        seeded = Renumbering.of(before, seeded, NONE);
        installed = Renumbering.of(before, installed, NONE);
        modifiedAt = Renumbering.of(before, modifiedAt, at);
    }

    void save(DataOutput out) throws IOException {
        Columns.writeShorts(out, seeded, seeded.length);
        Columns.writeShorts(out, installed, installed.length);
        Columns.writeLongs(out, modifiedAt, modifiedAt.length);
    }

    static InstalledVersions load(DataInput in) throws IOException {
        return new InstalledVersions(Columns.readShorts(in), Columns.readShorts(in), Columns.readLongs(in));
    }
}
