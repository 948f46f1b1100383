package io.pushwave.planner.domain;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which installations a campaign reaches. Only what Salesforce itself would refuse, or what nothing can be said about, is
 * left out; the first reason that holds, in the order of {@link ExclusionReason}, is the one given.
 */
public final class Eligibility {
    private final Catalogue catalogue;
    private final CatalogueVersion target;

    public Eligibility(Catalogue catalogue, CatalogueVersion target) {
        this.catalogue = catalogue;
        this.target = target;
    }

    /** Why the installation is left out; empty if it is pushed. */
    public Optional<ExclusionReason> exclusion(Installation installation) {
        return Arrays.stream(ExclusionReason.values())
                .filter(reason -> holds(reason, installation))
                .findFirst();
    }

    private boolean holds(ExclusionReason reason, Installation installation) {
        var installed = catalogue.version(installation.installed());
        return switch (reason) {
            case ORG_INACTIVE -> installation.orgStatus().equals("Inactive");
            case ALREADY_ON_TARGET_OR_NEWER ->
                installation.installed().key().equals(target.id().key())
                        || installed
                                .filter(version -> version.number().compareTo(target.number()) >= 0)
                                .isPresent();
            case BETA_INSTALLED -> installed.filter(CatalogueVersion::beta).isPresent();
            case BLOCKED_BY_SUBSCRIBER -> installation.pushBlocked();
            case INSTALLED_VERSION_UNKNOWN -> installed.isEmpty();
        };
    }
}
