package io.pushwave.platform.ledger;

import java.util.Set;

/**
 * The package version that a campaign brings into orgs.
 *
 * @param versionId 04t…
 * @param above the ids of the package's higher versions
 */
public record Target(String versionId, Set<String> above) {
    public Target {
        above = Set.copyOf(above);
    }

    boolean isReachedBy(String installedVersionId) {
        return versionId.equals(installedVersionId) || above.contains(installedVersionId);
    }
}
