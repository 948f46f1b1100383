package io.pushwave.executor.inventory;

import java.time.Instant;
import java.util.Optional;

/**
 * How the copy of a package's subscribers stands.
 *
 * @param asOf when the last reading that came to its end began; empty if the copy is not whole
 * @param fullAt when all of it was last read
 * @param changedUntil newest change seen, by Salesforce's clock
 * @param repeated rows that Salesforce has beyond one for each org
 * @param fullWanted somebody asked for all of it to be read
 */
public record InventoryCopy(
        Optional<Instant> asOf,
        Optional<Instant> fullAt,
        Optional<Instant> changedUntil,
        long repeated,
        boolean fullWanted) {}
