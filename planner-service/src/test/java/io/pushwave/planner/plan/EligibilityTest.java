package io.pushwave.planner.plan;

import static io.pushwave.planner.org.OrgFixtures.LISTED_AT;
import static io.pushwave.planner.org.OrgFixtures.released;
import static io.pushwave.planner.org.OrgFixtures.versionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.planner.org.Catalogue;
import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.Installation;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.VersionNumber;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EligibilityTest {
    private static final int LOWER = 1;
    private static final int TARGET = 2;
    private static final int NEWER = 3;
    private static final int LOWER_BETA = 4;
    private static final int NEWER_BETA = 5;
    private static final int UNKNOWN = 9;

    private final Catalogue catalogue = new Catalogue(
            "Acme",
            Ancestry.UNKNOWN,
            List.of(
                    released(LOWER, 1, 9, 9, 9),
                    released(TARGET, 1, 10, 0, 1),
                    released(NEWER, 1, 10, 1, 1),
                    new CatalogueVersion(
                            versionId(LOWER_BETA),
                            "Beta",
                            new VersionNumber(1, 9, 0, 3),
                            true,
                            false,
                            Optional.empty(),
                            LISTED_AT),
                    new CatalogueVersion(
                            versionId(NEWER_BETA),
                            "Beta",
                            new VersionNumber(2, 0, 0, 1),
                            true,
                            false,
                            Optional.empty(),
                            LISTED_AT)));
    private final Eligibility eligibility = new Eligibility(catalogue, released(TARGET, 1, 10, 0, 1));

    @ParameterizedTest
    @CsvSource({"Active", "Demo", "Free", "Trial"})
    void anOrgWithALowerVersionIsPushedInEveryStatusButInactive(String orgStatus) {
        // When
        var exclusion = eligibility.exclusion(new Installation(orgStatus, versionId(LOWER), false));

        // Then
        assertThat(exclusion).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Inactive, 1, false, ORG_INACTIVE",
        "Active,   2, false, ALREADY_ON_TARGET_OR_NEWER",
        "Active,   3, false, ALREADY_ON_TARGET_OR_NEWER",
        "Active,   4, false, BETA_INSTALLED",
        "Active,   5, false, ALREADY_ON_TARGET_OR_NEWER",
        "Active,   1, true,  BLOCKED_BY_SUBSCRIBER",
        "Active,   9, false, INSTALLED_VERSION_UNKNOWN",
        // Where several hold, the first in the contract's order is given.
        "Inactive, 2, true,  ORG_INACTIVE",
        "Active,   2, true,  ALREADY_ON_TARGET_OR_NEWER",
        "Active,   4, true,  BETA_INSTALLED",
        "Active,   9, true,  BLOCKED_BY_SUBSCRIBER",
    })
    void anOrgIsExcludedForTheFirstReasonThatHolds(
            String orgStatus, int installed, boolean blocked, ExclusionReason expected) {
        // When
        var exclusion = eligibility.exclusion(new Installation(orgStatus, versionId(installed), blocked));

        // Then
        assertThat(exclusion).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, NO_COMMON_ANCESTOR", "2, ALREADY_ON_TARGET_OR_NEWER", "9, INSTALLED_VERSION_UNKNOWN"})
    void anOrgThatSalesforceWouldRefuseForItsAncestryIsExcludedLast(int installed, ExclusionReason expected) {
        // Given
        var byAncestor = new Eligibility(
                new Catalogue(
                        "Acme",
                        Ancestry.BY_ANCESTOR,
                        List.of(released(LOWER, 1, 9, 0, 1), released(TARGET, 1, 10, 0, 1))),
                released(TARGET, 1, 10, 0, 1));

        // When
        var exclusion = byAncestor.exclusion(new Installation("Active", versionId(installed), false));

        // Then
        assertThat(exclusion).contains(expected);
    }

    @Test
    void anInstalledTargetIsRecognisedInItsLongForm() {
        // Given
        var longForm = new PackageVersionId(versionId(TARGET).value() + "AAA");

        // When
        var exclusion = eligibility.exclusion(new Installation("Active", longForm, false));

        // Then
        assertThat(exclusion).contains(ExclusionReason.ALREADY_ON_TARGET_OR_NEWER);
    }

    @Test
    void anUnknownVersionIsSaidToBeUnknownAndNotOlder() {
        // When
        var exclusion = eligibility.exclusion(new Installation("Active", versionId(UNKNOWN), false));

        // Then
        assertThat(exclusion).contains(ExclusionReason.INSTALLED_VERSION_UNKNOWN);
    }
}
