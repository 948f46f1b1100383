package io.pushwave.simulator.domain;

/**
 * A {@code MetadataPackage}.
 *
 * @param index position in the catalogue, from 0
 * @param id 18 characters, 033…
 */
public record ManagedPackage(int index, String id, String name, String namespacePrefix) {}
