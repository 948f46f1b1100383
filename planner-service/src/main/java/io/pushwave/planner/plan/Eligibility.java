package io.pushwave.planner.plan;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.org.Catalogue;
import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.Installation;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.VersionNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which installations a campaign reaches. Only what Salesforce itself would refuse, or what nothing can be said about, is
 * excluded; the first reason that holds, in the order of {@link ExclusionReason}, is the one given. What depends on the versions
 * alone is worked out once, so that an org costs a few comparisons.
 */
public final class Eligibility {
    private static final List<ExclusionReason> REASONS = List.of(ExclusionReason.values());

    private final Catalogue catalogue;
    private final PackageVersionId target;
    private final VersionNumber targetNumber;
    private final Set<String> withoutCommonAncestor;

    public Eligibility(Catalogue catalogue, CatalogueVersion target) {
        this(catalogue, target.id(), target.number());
    }

    public Eligibility(Catalogue catalogue, PackageVersionId target, VersionNumber targetNumber) {
        this.catalogue = catalogue;
        this.target = target;
        this.targetNumber = targetNumber;
        this.withoutCommonAncestor = catalogue.withoutCommonAncestor(target);
    }

    /** Why the installation is excluded; empty if it is pushed. */
    public Optional<ExclusionReason> exclusion(Installation installation) {
        var installed = catalogue.version(installation.installed());
        for (var reason : REASONS) {
            if (holds(reason, installation, installed)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    private boolean holds(ExclusionReason reason, Installation installation, Optional<CatalogueVersion> installed) {
        return switch (reason) {
            case ORG_INACTIVE -> installation.orgStatus().equals("Inactive");
            case ALREADY_ON_TARGET_OR_NEWER ->
                installation.installed().key().equals(target.key())
                        || installed
                                .filter(version -> version.number().compareTo(targetNumber) >= 0)
                                .isPresent();
            case BETA_INSTALLED -> installed.filter(CatalogueVersion::beta).isPresent();
            case BLOCKED_BY_SUBSCRIBER -> installation.pushBlocked();
            case INSTALLED_VERSION_UNKNOWN -> installed.isEmpty();
            case NO_COMMON_ANCESTOR ->
                withoutCommonAncestor.contains(installation.installed().key());
            case EXCLUDED_BY_REQUEST, OPTED_OUT, HELD, PINNED, IN_NO_WAVE -> false;
        };
    }
}
