package io.pushwave.planner.domain;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A package and all its versions. */
public final class Catalogue {
    private final String packageName;
    private final Map<String, CatalogueVersion> versions;

    public Catalogue(String packageName, Collection<CatalogueVersion> versions) {
        this.packageName = packageName;
        this.versions = versions.stream()
                .collect(Collectors.toUnmodifiableMap(
                        version -> version.id().key(), Function.identity(), (first, second) -> second));
    }

    public String packageName() {
        return packageName;
    }

    public Optional<CatalogueVersion> version(PackageVersionId id) {
        return Optional.ofNullable(versions.get(id.key()));
    }
}
