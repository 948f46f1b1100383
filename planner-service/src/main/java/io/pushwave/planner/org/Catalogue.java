package io.pushwave.planner.org;

import io.pushwave.contracts.SubscriberInventory.Ancestry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A package and all its versions. */
public final class Catalogue {
    private final String packageName;
    private final Ancestry ancestry;
    private final Map<String, CatalogueVersion> versions;

    public Catalogue(String packageName, Ancestry ancestry, Collection<CatalogueVersion> versions) {
        this.packageName = packageName;
        this.ancestry = ancestry;
        this.versions = versions.stream()
                .collect(Collectors.toUnmodifiableMap(
                        version -> version.id().key(), Function.identity(), (first, second) -> second));
    }

    public String packageName() {
        return packageName;
    }

    /** All versions, in no order. */
    public Collection<CatalogueVersion> versions() {
        return versions.values();
    }

    public Optional<CatalogueVersion> version(PackageVersionId id) {
        return Optional.ofNullable(versions.get(id.key()));
    }

    /**
     * The keys of the versions from which Salesforce refuses an upgrade to the target, because "the currently installed version
     * does not share a common ancestor". Within one major and minor number an upgrade is always allowed, otherwise if a version
     * with the installed major and minor number is among the target's ancestors (2GP guide, upgrades, graded DOC). Nothing is
     * said of packages without that rule, nor where a line of ancestors is not known to its beginning.
     */
    public Set<String> withoutCommonAncestor(PackageVersionId target) {
        if (ancestry != Ancestry.BY_ANCESTOR) {
            return Set.of();
        }
        return line(target)
                .map(line -> versions.values().stream()
                        .filter(version -> line.stream()
                                .noneMatch(ancestor -> ancestor.number().isOfSameRelease(version.number())))
                        .map(version -> version.id().key())
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    /** A version and its ancestors, newest first; empty if one of them is not in the catalogue, or they run in a circle. */
    private Optional<List<CatalogueVersion>> line(PackageVersionId of) {
        var line = new ArrayList<CatalogueVersion>();
        var seen = new HashSet<String>();
        for (var next = Optional.of(of); next.isPresent(); next = line.getLast().ancestor()) {
            var version = version(next.get());
            if (version.isEmpty() || !seen.add(next.get().key())) {
                return Optional.empty();
            }
            line.add(version.get());
        }
        return Optional.of(line);
    }
}
