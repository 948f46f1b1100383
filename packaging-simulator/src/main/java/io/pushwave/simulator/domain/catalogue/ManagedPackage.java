package io.pushwave.simulator.domain.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A {@code MetadataPackage}.
 *
 * @param index position in the catalogue, from 0
 * @param id 18 characters, 033…
 * @param namespacePrefix {@code null} for an unlocked package without one
 */
public record ManagedPackage(
        int index, String id, String name, @Nullable String namespacePrefix, PackageKind kind) {}
