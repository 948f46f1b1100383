package io.pushwave.planner.org;

import java.util.Comparator;
import java.util.regex.Pattern;

/** The number of a package version; versions are older or newer by it, part by part from the left. Parts are at least 0. */
public record VersionNumber(int major, int minor, int patch, int build) implements Comparable<VersionNumber> {
    private static final Comparator<VersionNumber> ORDER = Comparator.comparingInt(VersionNumber::major)
            .thenComparingInt(VersionNumber::minor)
            .thenComparingInt(VersionNumber::patch)
            .thenComparingInt(VersionNumber::build);
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})");

    public VersionNumber {
        if (major < 0 || minor < 0 || patch < 0 || build < 0) {
            throw new IllegalArgumentException(
                    "version number " + major + "." + minor + "." + patch + "." + build + " has a negative part");
        }
    }

    /**
     * The number that {@link #toString} writes, in ASCII digits.
     *
     * @throws IllegalArgumentException if it has not all four parts: nobody knows whether 3.4 means the first build of it or the last
     */
    public static VersionNumber whole(String text) {
        var parts = WHOLE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no version number: four parts such as 3.4.0.2 are expected");
        }
        return new VersionNumber(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                Integer.parseInt(parts.group(4)));
    }

    /** Whether both have the same major and minor number, so that one is a patch of the other. */
    public boolean isOfSameRelease(VersionNumber other) {
        return major == other.major && minor == other.minor;
    }

    @Override
    public int compareTo(VersionNumber other) {
        return ORDER.compare(this, other);
    }

    /** As people write it: {@code 3.4.0.2}. */
    @Override
    public String toString() {
        return major + "." + minor + "." + patch + "." + build;
    }
}
