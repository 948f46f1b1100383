package io.pushwave.simulator.domain.subscribers;

import io.pushwave.simulator.domain.catalogue.PackageVersion;
import org.jspecify.annotations.Nullable;

/**
 * An org as it is imported. What is {@code null} leaves as it is what is there, and is the default of a new org.
 *
 * @param key 15 characters, 00D…
 * @param instanceName such as NA174
 * @param parentKey as {@code key}; only of a sandbox
 * @param blocked whether the org blocks pushes of the version's package
 * @param line where it stands in its file
 */
public record OrgRow(
        String key,
        @Nullable String name,
        @Nullable OrgStatus status,
        @Nullable Boolean sandbox,
        @Nullable String instanceName,
        @Nullable String parentKey,
        PackageVersion installed,
        @Nullable Boolean blocked,
        long line) {}
