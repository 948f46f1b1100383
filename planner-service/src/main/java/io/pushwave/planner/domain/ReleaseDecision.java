package io.pushwave.planner.domain;

import java.util.Optional;

/** Whether a release starts a campaign. */
public sealed interface ReleaseDecision {

    /** A campaign brings the orgs to {@code target}. */
    record Accepted(CatalogueVersion target) implements ReleaseDecision {}

    /** No campaign; {@code detail} is a sentence that names the values. */
    record Rejected(RejectionReason reason, String detail) implements ReleaseDecision {}

    /** What is said to a package that Salesforce does not know. */
    static Rejected unknownPackage(PackageId packageId) {
        return new Rejected(
                RejectionReason.UNKNOWN_PACKAGE,
                "package " + packageId + " does not exist, or the executor's user may not see it");
    }

    /**
     * Decides about one release; the first refusal is the answer.
     *
     * @param catalogue the package as Salesforce knows it now
     * @param unfinished the package's campaign that has not ended, if there is one
     */
    static ReleaseDecision decide(
            PackageId packageId, PackageVersionId released, Catalogue catalogue, Optional<CampaignId> unfinished) {
        var version = catalogue.version(released);
        if (version.isEmpty()) {
            return new Rejected(
                    RejectionReason.UNKNOWN_VERSION, "version " + released + " is no version of package " + packageId);
        }
        var target = version.get();
        if (target.beta()) {
            return new Rejected(
                    RejectionReason.BETA_VERSION,
                    "version " + target.number() + " (" + released + ") is a beta, and betas cannot be pushed");
        }
        if (target.deprecated()) {
            return new Rejected(
                    RejectionReason.DEPRECATED_VERSION,
                    "version " + target.number() + " (" + released
                            + ") is deprecated, and deprecated versions cannot be pushed");
        }
        if (unfinished.isPresent()) {
            return new Rejected(
                    RejectionReason.CAMPAIGN_ACTIVE,
                    "campaign " + unfinished.get() + " of package " + packageId
                            + " has not ended; abort it or wait for its end");
        }
        return new Accepted(target);
    }
}
