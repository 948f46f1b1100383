package io.pushwave.simulator.domain.catalogue;

import io.pushwave.simulator.domain.SalesforceId;
import io.pushwave.simulator.domain.SeededDraw;
import io.pushwave.simulator.domain.catalogue.PackageVersion.ReleaseState;
import io.pushwave.simulator.domain.columns.Columns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's packages and their versions, ids drawn from the seed.
 *
 * <p>The first package has 1.0 to 1.5 in the field, a deprecated 1.6, the target 2.0 and a beta 2.1, in one line of
 * ancestors; the second is a small one that every tenth org has beside it. Its 2.0 requires the target; its 1.2 descends
 * from 1.0 and so leaves those on 1.1 behind. Both 2.0 are released as the simulation begins, the others long before.
 */
public final class PackageCatalogue {
    /** Each package takes 13 bytes for every org. */
    public static final int MAXIMUM_PACKAGES = 16;

    /** Installed versions are kept in two bytes each. */
    public static final int MAXIMUM_VERSIONS = Short.MAX_VALUE;

    private static final int NONE = -1;
    private static final long MONTH = Duration.ofDays(30).toMillis();

    private final List<ManagedPackage> packages = new ArrayList<>();
    private final List<PackageVersion> versions = new ArrayList<>();
    private final Map<String, Integer> packageOfId = new HashMap<>();
    private final Map<String, Integer> versionOfId = new HashMap<>();
    private final Map<Integer, DefectRates> defects = new TreeMap<>();
    private final long firstNumber;

    private PackageCatalogue(long firstNumber) {
        this.firstNumber = firstNumber;
    }

    /**
     * The catalogue that every simulator begins with.
     *
     * @param startedAt milliseconds since the epoch at which the simulated time begins
     */
    public PackageCatalogue(long seed, PackageSettings settings, long startedAt) {
        this(SeededDraw.bits(seed, SeededDraw.number("catalogue"), 0) >>> 8);
        var suite = addPackage("Harbor Suite", settings.namespaced() ? "harbor" : null, settings.kind());
        var latest = add(VersionDraft.released(suite, 1, 0, startedAt - 8 * MONTH));
        for (int minor = 1; minor <= 5; minor++) {
            latest = add(VersionDraft.released(suite, 1, minor, startedAt - (8 - minor) * MONTH)
                    .descendsFrom(latest));
        }
        latest = add(VersionDraft.released(suite, 1, 6, startedAt - 2 * MONTH)
                .descendsFrom(latest)
                .thatIs(ReleaseState.RELEASED, true, false));
        var target = add(VersionDraft.released(suite, 2, 0, startedAt)
                .descendsFrom(latest)
                .thatIs(ReleaseState.RELEASED, false, true));
        add(VersionDraft.released(suite, 2, 1, startedAt).descendsFrom(target).thatIs(ReleaseState.BETA, false, false));
        seedLabels(target, startedAt);
    }

    private void seedLabels(PackageVersion required, long startedAt) {
        var labels = addPackage("Harbor Labels", "hblabels", PackageKind.MANAGED);
        var first = add(VersionDraft.released(labels, 1, 0, startedAt - 6 * MONTH));
        var second =
                add(VersionDraft.released(labels, 1, 1, startedAt - 3 * MONTH).descendsFrom(first));
        add(VersionDraft.released(labels, 2, 0, startedAt).descendsFrom(second).requiring(required));
        add(VersionDraft.released(labels, 1, 2, startedAt - MONTH).descendsFrom(first));
    }

    /** @throws IllegalStateException if the catalogue is full */
    ManagedPackage addPackage(String name, @Nullable String namespacePrefix, PackageKind kind) {
        int index = packages.size();
        if (index == MAXIMUM_PACKAGES) {
            throw new IllegalStateException("a catalogue holds at most " + MAXIMUM_PACKAGES + " packages");
        }
        var id = SalesforceId.longId(SalesforceId.PACKAGE, firstNumber + index);
        var added = new ManagedPackage(index, id, name, namespacePrefix, kind);
        put(added);
        return added;
    }

    private void put(ManagedPackage added) {
        packages.add(added);
        packageOfId.put(added.id().substring(0, SalesforceId.SHORT_LENGTH), added.index());
    }

    /**
     * Adds a version; its number is the draft's.
     *
     * @throws IllegalStateException if the catalogue is full
     */
    PackageVersion add(VersionDraft draft) {
        int index = versions.size();
        if (index == MAXIMUM_VERSIONS) {
            throw new IllegalStateException("a catalogue holds at most " + MAXIMUM_VERSIONS + " versions");
        }
        var added = new PackageVersion(
                index,
                SalesforceId.longId(SalesforceId.PACKAGE_VERSION, firstNumber + index),
                draft.of(),
                draft.of().name() + " " + draft.number().text(),
                draft.number(),
                draft.releaseState(),
                draft.deprecated(),
                draft.target(),
                draft.of().kind().hasAncestry() ? draft.ancestor() : OptionalInt.empty(),
                draft.releasedAt(),
                draft.requires(),
                draft.releasedAt());
        put(added);
        return added;
    }

    private void put(PackageVersion added) {
        versions.add(added);
        versionOfId.put(added.id().substring(0, SalesforceId.SHORT_LENGTH), added.index());
    }

    void release(int index, long at) {
        versions.set(index, versions.get(index).released(at));
    }

    void deprecate(int index, boolean deprecated, long at) {
        versions.set(index, versions.get(index).deprecated(deprecated, at));
    }

    /** Makes a version the one that a demonstration pushes, instead of the one that was. */
    void target(int index) {
        versions.replaceAll(version -> version.aimedAt(version.index() == index));
    }

    /** In which orgs a version cannot be installed because of itself. */
    public DefectRates defects(PackageVersion of) {
        return defects.getOrDefault(of.index(), DefectRates.NONE);
    }

    void defects(int index, DefectRates rates) {
        defects.put(index, rates);
    }

    /**
     * Takes over the defects of a setting.
     *
     * @param byName by the names of versions, as in {@code Harbor Suite 2.0}
     * @throws IllegalArgumentException if there is no version of a name
     */
    public void defects(Map<String, DefectRates> byName) {
        byName.forEach((name, rates) -> {
            var named = versions.stream()
                    .filter(version -> version.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("defect-rates names '" + name
                            + "', but there is no version of this name: one of "
                            + versions.stream().map(PackageVersion::name).toList() + " is expected"));
            defects(named.index(), rates);
        });
    }

    /** Takes back the packages and versions that were added last, until there are so many. */
    void shrink(int toPackages, int toVersions) {
        while (versions.size() > toVersions) {
            defects.remove(versions.size() - 1);
            versionOfId.remove(versions.removeLast().id().substring(0, SalesforceId.SHORT_LENGTH));
        }
        while (packages.size() > toPackages) {
            packageOfId.remove(packages.removeLast().id().substring(0, SalesforceId.SHORT_LENGTH));
        }
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

    /** The version as it is now of one that was looked up earlier. */
    public PackageVersion current(PackageVersion version) {
        return versions.get(version.index());
    }

    /** The version that a second-generation version was developed from, or {@code null}. */
    public @Nullable PackageVersion ancestor(PackageVersion of) {
        return of.ancestor().isPresent() ? versions.get(of.ancestor().getAsInt()) : null;
    }

    /**
     * Whether an org on one version can be upgraded to a higher one as far as the ancestry goes: within one major and minor
     * number always, otherwise if a version with the installed major and minor number is among the ancestors of the higher
     * one. Evidence: documented for managed second-generation packages; the other kinds have no such rule.
     */
    public boolean isOnPath(PackageVersion from, PackageVersion to) {
        if (!to.managedPackage().kind().hasAncestry()) {
            return true;
        }
        for (var at = to; at != null; at = ancestor(at)) {
            if (at.number().isOfSameRelease(from.number())) {
                return true;
            }
        }
        return false;
    }

    /** The row of a version id of 15 or 18 characters, or -1. */
    public int versionRow(String id) {
        return row(versionOfId, id);
    }

    /** The row of a package id of 15 or 18 characters, or -1. */
    public int packageRow(String id) {
        return row(packageOfId, id);
    }

    /** The version with this id, or {@code null}. */
    public @Nullable PackageVersion findVersion(String id) {
        int row = versionRow(id);
        return row < 0 ? null : versions.get(row);
    }

    private static int row(Map<String, Integer> rows, String id) {
        var shortened = SalesforceId.shorten(id);
        return shortened == null ? -1 : rows.getOrDefault(shortened, -1);
    }

    public void save(DataOutput out) throws IOException {
        out.writeLong(firstNumber);
        out.writeInt(packages.size());
        for (var each : packages) {
            out.writeUTF(each.id());
            out.writeUTF(each.name());
            out.writeBoolean(each.namespacePrefix() != null);
            if (each.namespacePrefix() != null) {
                out.writeUTF(each.namespacePrefix());
            }
            out.writeUTF(each.kind().name());
        }
        out.writeInt(versions.size());
        for (var version : versions) {
            out.writeUTF(version.id());
            out.writeInt(version.managedPackage().index());
            out.writeUTF(version.name());
            version.number().save(out);
            out.writeUTF(version.releaseState().name());
            out.writeBoolean(version.deprecated());
            out.writeBoolean(version.target());
            out.writeInt(version.ancestor().orElse(NONE));
            out.writeLong(version.releasedAt());
            out.writeLong(version.modifiedAt());
            out.writeInt(version.requires().size());
            for (var required : version.requires()) {
                out.writeInt(required.index());
            }
        }
        out.writeInt(defects.size());
        for (var entry : defects.entrySet()) {
            out.writeInt(entry.getKey());
            entry.getValue().save(out);
        }
    }

    public static PackageCatalogue load(DataInput in) throws IOException {
        var loaded = new PackageCatalogue(in.readLong());
        int packages = in.readInt();
        for (int index = 0; index < packages; index++) {
            loaded.put(new ManagedPackage(
                    index,
                    in.readUTF(),
                    in.readUTF(),
                    in.readBoolean() ? in.readUTF() : null,
                    Columns.readEnum(in, PackageKind.class)));
        }
        int versions = in.readInt();
        for (int index = 0; index < versions; index++) {
            loaded.put(loaded.readVersion(in, index));
        }
        for (int left = in.readInt(); left > 0; left--) {
            loaded.defects(in.readInt(), DefectRates.load(in));
        }
        return loaded;
    }

    private PackageVersion readVersion(DataInput in, int index) throws IOException {
        var id = in.readUTF();
        var of = packages.get(in.readInt());
        var name = in.readUTF();
        var number = VersionNumber.load(in);
        var state = Columns.readEnum(in, ReleaseState.class);
        boolean deprecated = in.readBoolean();
        boolean target = in.readBoolean();
        int ancestor = in.readInt();
        long releasedAt = in.readLong();
        long modifiedAt = in.readLong();
        return new PackageVersion(
                index,
                id,
                of,
                name,
                number,
                state,
                deprecated,
                target,
                ancestor == NONE ? OptionalInt.empty() : OptionalInt.of(ancestor),
                releasedAt,
                readRequired(in),
                modifiedAt);
    }

    private List<PackageVersion> readRequired(DataInput in) throws IOException {
        var required = new ArrayList<PackageVersion>();
        for (int left = in.readInt(); left > 0; left--) {
            required.add(versions.get(in.readInt()));
        }
        return required;
    }
}
