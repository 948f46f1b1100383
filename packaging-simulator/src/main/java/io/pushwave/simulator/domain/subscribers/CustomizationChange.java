package io.pushwave.simulator.domain.subscribers;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a client writes into a {@code PushUpgradeCustomization}; empty leaves as it is.
 *
 * @param allowed {@code IsCustomUpgradeAllowed}
 * @param restricted {@code HasRestrictionEnabled}
 * @param type {@code CustomUpgradeType}
 * @param overridden {@code IsRestrictionOverridden}
 * @param days {@code ExpirationDays}, {@link UpgradeBlock#FOREVER} for never
 * @param since {@code PushUpgradeBlockInitiatedDate}, milliseconds since the epoch
 */
public record CustomizationChange(
        Optional<Boolean> allowed,
        Optional<Boolean> restricted,
        Optional<String> type,
        Optional<Boolean> overridden,
        OptionalInt days,
        OptionalLong since) {}
