package io.pushwave.executor.inventory;

import java.time.Instant;
import java.util.Optional;

/**
 * Which of a package's subscribers are asked for, and what of them.
 *
 * @param changedSince only rows that changed at this moment of Salesforce's clock or later, those of orgs that uninstalled
 *     among them; empty for all that have the package installed
 * @param versionId only those on this version
 */
public record SubscriberQuery(
        String packageId, Optional<Instant> changedSince, Optional<String> versionId, SubscriberFields fields) {

    /** All that have the package installed. */
    public static SubscriberQuery all(String packageId, SubscriberFields fields) {
        return new SubscriberQuery(packageId, Optional.empty(), Optional.empty(), fields);
    }

    /** What changed; {@code fields} must have the time of change. */
    public static SubscriberQuery changed(String packageId, Instant since, SubscriberFields fields) {
        return new SubscriberQuery(packageId, Optional.of(since), Optional.empty(), fields);
    }

    /** The same, of one version. */
    public SubscriberQuery on(String version) {
        return new SubscriberQuery(packageId, changedSince, Optional.of(version), fields);
    }
}
