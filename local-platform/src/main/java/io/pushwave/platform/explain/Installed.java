package io.pushwave.platform.explain;

/**
 * What the executor's copy of one package's subscribers has of an org.
 *
 * @param orgStatus as Salesforce says it: Active, Demo, Free, Inactive or Trial
 * @param uninstalled whether a push has told that the org has the package no more
 * @param asOf when the copy was read; empty if it is not whole yet
 */
public record Installed(
        String packageId,
        String installedVersionId,
        String orgName,
        String orgStatus,
        boolean pushBlocked,
        boolean uninstalled,
        String asOf) {
    boolean isInactive() {
        return orgStatus.equalsIgnoreCase("Inactive");
    }

    String inWords() {
        return (uninstalled
                        ? "It no longer has package " + packageId
                        : "It has version " + installedVersionId + " of package " + packageId)
                + (orgName.isBlank() ? "" : ", as '" + orgName + "'")
                + (asOf.isEmpty() ? "; the subscribers were never read to the end." : "; read at " + asOf + ".");
    }
}
