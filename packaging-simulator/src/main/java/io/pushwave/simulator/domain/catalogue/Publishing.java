package io.pushwave.simulator.domain.catalogue;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a publisher does with its packages while the simulation runs. */
public final class Publishing {
    private final PackageCatalogue catalogue;
    private final LongConsumer packagesAdded;
    private final LongSupplier now;

    /** @param packagesAdded makes room for the packages that there are now, at a time in milliseconds since the epoch */
    public Publishing(PackageCatalogue catalogue, LongConsumer packagesAdded, LongSupplier now) {
        this.catalogue = catalogue;
        this.packagesAdded = packagesAdded;
        this.now = now;
    }

    /**
     * Does several things or, if one of them throws, none: what was added is taken away again.
     *
     * @param additions calls {@link #addPackage} and {@link #addVersion} only
     */
    public <T> T together(Supplier<T> additions) {
        int packages = catalogue.packageCount();
        int versions = catalogue.versionCount();
        boolean done = false;
        try {
            var result = additions.get();
            done = true;
            return result;
        } finally {
            if (done) {
                packagesAdded.accept(now.getAsLong());
            } else {
                catalogue.shrink(packages, versions);
            }
        }
    }

    /**
     * Adds a package that nobody has.
     *
     * @throws IllegalStateException if there are too many
     */
    public ManagedPackage addPackage(String name, @Nullable String namespacePrefix, PackageKind kind) {
        return catalogue.addPackage(name, namespacePrefix, kind);
    }

    /**
     * Adds a version that nobody has.
     *
     * @throws IllegalStateException if there are too many
     */
    public PackageVersion addVersion(VersionDraft draft) {
        return catalogue.add(draft);
    }

    /** Makes a beta a released version, now. */
    public void release(PackageVersion version) {
        catalogue.release(version.index(), now.getAsLong());
    }

    public void deprecate(PackageVersion version, boolean deprecated) {
        catalogue.deprecate(version.index(), deprecated, now.getAsLong());
    }

    /** Says in which orgs a version cannot be installed; jobs that have started are not concerned. */
    public void defects(PackageVersion version, DefectRates rates) {
        catalogue.defects(version.index(), rates);
    }

    /** Makes a version the one that a demonstration pushes. */
    public void target(PackageVersion version) {
        catalogue.target(version.index());
    }
}
