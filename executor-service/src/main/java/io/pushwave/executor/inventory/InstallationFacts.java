package io.pushwave.executor.inventory;

import io.pushwave.contracts.OrgKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a copy of the subscribers has of one org.
 *
 * @param uninstalled whether a push has shown that the org has the package no more
 * @param corrected whether a push has shown something of the org since it was read
 * @param asOf when the copy was last read to its end; empty if it never was
 */
public record InstallationFacts(
        String packageId,
        String orgName,
        String orgStatus,
        String orgType,
        String instanceName,
        Optional<OrgKey> parentOrg,
        String installedVersionId,
        boolean pushBlocked,
        boolean uninstalled,
        boolean corrected,
        Optional<Instant> asOf) {

    /** What that means for pushes, in sentences; never empty. */
    public List<String> why() {
        var sentences = new ArrayList<String>();
        sentences.add(
                uninstalled
                        ? "The org has package " + packageId + " no more."
                        : "The org has version " + installedVersionId + " of package " + packageId + ".");
        if (orgStatus.equals(CopyCorrection.INACTIVE_STATUS)) {
            sentences.add("The org is inactive: it receives no pushes.");
        }
        if (pushBlocked) {
            sentences.add("The customer blocks push upgrades of the package.");
        }
        sentences.add(asOf.map(time -> "The subscribers were last read at " + time
                        + (corrected ? ", and a push has told of this org since." : "."))
                .orElse("The subscribers were never read to the end."));
        return sentences;
    }
}
