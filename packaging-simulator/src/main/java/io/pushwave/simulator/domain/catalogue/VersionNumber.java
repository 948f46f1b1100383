package io.pushwave.simulator.domain.catalogue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/** The number of a package version. The build tells betas of one number apart and counts for nothing else. */
public record VersionNumber(int major, int minor, int patch, int build) implements Comparable<VersionNumber> {
    private static final Comparator<VersionNumber> ORDER = Comparator.comparingInt(VersionNumber::major)
            .thenComparingInt(VersionNumber::minor)
            .thenComparingInt(VersionNumber::patch);
    private static final Comparator<VersionNumber> ORDER_WITH_BUILD = ORDER.thenComparingInt(VersionNumber::build);

    public VersionNumber {
        if (major < 0 || minor < 0 || patch < 0 || build < 0) {
            throw new IllegalArgumentException("a version number has no negative parts");
        }
    }

    /** Whether major, minor and patch are higher. */
    public boolean isHigherThan(VersionNumber other) {
        return ORDER.compare(this, other) > 0;
    }

    /** Whether both are patches of one release, or the release itself. */
    public boolean isOfSameRelease(VersionNumber other) {
        return major == other.major && minor == other.minor;
    }

    /** Whether major, minor and patch are the same. */
    public boolean isSameAs(VersionNumber other) {
        return ORDER.compare(this, other) == 0;
    }

    @Override
    public int compareTo(VersionNumber other) {
        return ORDER_WITH_BUILD.compare(this, other);
    }

    /** As in 1.3 or 1.3.2: the patch only if there is one. */
    public String text() {
        return patch == 0 ? major + "." + minor : major + "." + minor + "." + patch;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(major);
        out.writeInt(minor);
        out.writeInt(patch);
        out.writeInt(build);
    }

    static VersionNumber load(DataInput in) throws IOException {
        return new VersionNumber(in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }
}
