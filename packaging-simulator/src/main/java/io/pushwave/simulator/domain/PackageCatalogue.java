package io.pushwave.simulator.domain;

import io.pushwave.simulator.domain.PackageVersion.ReleaseState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's packages and their versions, ids drawn from the seed.
 *
 * <p>The first package has 1.0 to 1.5 in the field, a deprecated 1.6, the target 2.0 and a beta 2.1; the second is a small
 * one that every tenth org has beside it, and its 2.0 requires the target. Both 2.0 are released as the simulation begins,
 * the versions in the field long before.
 */
public final class PackageCatalogue {
    /** Installed versions are kept in a byte each. */
    static final int MAXIMUM_VERSIONS = Byte.MAX_VALUE;

    private static final long MONTH = Duration.ofDays(30).toMillis();

    private final List<ManagedPackage> packages = new ArrayList<>();
    private final List<PackageVersion> versions = new ArrayList<>();
    private final long firstNumber;

    private PackageCatalogue(long firstNumber) {
        this.firstNumber = firstNumber;
    }

    /**
     * The catalogue that every simulator begins with.
     *
     * @param startedAt milliseconds since the epoch at which the simulated time begins
     */
    public PackageCatalogue(long seed, long startedAt) {
        this(SeededDraw.bits(seed, SeededDraw.number("catalogue"), 0) >>> 8);
        var suite = addPackage("Harbor Suite", "harbor");
        for (int minor = 0; minor <= 5; minor++) {
            inField(suite, 1, minor, false, startedAt - (8 - minor) * MONTH);
        }
        inField(suite, 1, 6, true, startedAt - 2 * MONTH);
        var target = addVersion(suite, 2, 0, ReleaseState.RELEASED, false, true, startedAt, List.of());
        addVersion(suite, 2, 1, ReleaseState.BETA, false, false, startedAt, List.of());
        var labels = addPackage("Harbor Labels", "hblabels");
        inField(labels, 1, 0, false, startedAt - 6 * MONTH);
        inField(labels, 1, 1, false, startedAt - 3 * MONTH);
        addVersion(labels, 2, 0, ReleaseState.RELEASED, false, false, startedAt, List.of(target));
    }

    private void inField(ManagedPackage of, int major, int minor, boolean deprecated, long releasedAt) {
        addVersion(of, major, minor, ReleaseState.RELEASED, deprecated, false, releasedAt, List.of());
    }

    private ManagedPackage addPackage(String name, String namespacePrefix) {
        int index = packages.size();
        var added = new ManagedPackage(
                index, SalesforceId.longId(SalesforceId.PACKAGE, firstNumber + index), name, namespacePrefix);
        packages.add(added);
        return added;
    }

    private PackageVersion addVersion(
            ManagedPackage of,
            int major,
            int minor,
            ReleaseState releaseState,
            boolean deprecated,
            boolean target,
            long releasedAt,
            List<PackageVersion> requires) {
        int index = versions.size();
        if (index == MAXIMUM_VERSIONS) {
            throw new IllegalStateException("a catalogue holds at most " + MAXIMUM_VERSIONS + " versions");
        }
        var added = new PackageVersion(
                index,
                SalesforceId.longId(SalesforceId.PACKAGE_VERSION, firstNumber + index),
                of,
                of.name() + " " + major + "." + minor,
                major,
                minor,
                0,
                1 + index % 4,
                releaseState,
                deprecated,
                target,
                releasedAt,
                requires);
        versions.add(added);
        return added;
    }

    public List<ManagedPackage> packages() {
        return List.copyOf(packages);
    }

    public List<PackageVersion> versions() {
        return List.copyOf(versions);
    }

    public List<PackageVersion> versionsOf(ManagedPackage of) {
        return versions.stream()
                .filter(version -> version.managedPackage().equals(of))
                .toList();
    }

    public int versionCount() {
        return versions.size();
    }

    public int packageCount() {
        return packages.size();
    }

    public PackageVersion version(int index) {
        return versions.get(index);
    }

    public ManagedPackage managedPackage(int index) {
        return packages.get(index);
    }

    /** The row of a version id of 15 or 18 characters, or -1. */
    public int versionRow(String id) {
        return row(SalesforceId.PACKAGE_VERSION, id, versions.size());
    }

    /** The row of a package id of 15 or 18 characters, or -1. */
    public int packageRow(String id) {
        return row(SalesforceId.PACKAGE, id, packages.size());
    }

    /** The version with this id, or {@code null}. */
    public @Nullable PackageVersion findVersion(String id) {
        int row = versionRow(id);
        return row < 0 ? null : versions.get(row);
    }

    private int row(String prefix, String id, int size) {
        long row = SalesforceId.number(prefix, id) - firstNumber;
        return row >= 0 && row < size ? (int) row : -1;
    }

    void save(DataOutput out) throws IOException {
        out.writeLong(firstNumber);
        out.writeInt(packages.size());
        for (var each : packages) {
            out.writeUTF(each.id());
            out.writeUTF(each.name());
            out.writeUTF(each.namespacePrefix());
        }
        out.writeInt(versions.size());
        for (var version : versions) {
            out.writeUTF(version.id());
            out.writeInt(version.managedPackage().index());
            out.writeUTF(version.name());
            out.writeInt(version.major());
            out.writeInt(version.minor());
            out.writeInt(version.patch());
            out.writeInt(version.build());
            out.writeUTF(version.releaseState().name());
            out.writeBoolean(version.deprecated());
            out.writeBoolean(version.target());
            out.writeLong(version.releasedAt());
            out.writeInt(version.requires().size());
            for (var required : version.requires()) {
                out.writeInt(required.index());
            }
        }
    }

    static PackageCatalogue load(DataInput in) throws IOException {
        var loaded = new PackageCatalogue(in.readLong());
        int packages = in.readInt();
        for (int index = 0; index < packages; index++) {
            loaded.packages.add(new ManagedPackage(index, in.readUTF(), in.readUTF(), in.readUTF()));
        }
        int versions = in.readInt();
        for (int index = 0; index < versions; index++) {
            loaded.versions.add(new PackageVersion(
                    index,
                    in.readUTF(),
                    loaded.packages.get(in.readInt()),
                    in.readUTF(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    in.readInt(),
                    Columns.readEnum(in, ReleaseState.class),
                    in.readBoolean(),
                    in.readBoolean(),
                    in.readLong(),
                    loaded.readRequired(in)));
        }
        return loaded;
    }

    private List<PackageVersion> readRequired(DataInput in) throws IOException {
        var required = new ArrayList<PackageVersion>();
        for (int left = in.readInt(); left > 0; left--) {
            required.add(versions.get(in.readInt()));
        }
        return required;
    }
}
