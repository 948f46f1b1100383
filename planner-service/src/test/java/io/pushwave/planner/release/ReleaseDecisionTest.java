package io.pushwave.planner.release;

import static io.pushwave.planner.org.OrgFixtures.LISTED_AT;
import static io.pushwave.planner.org.OrgFixtures.PACKAGE;
import static io.pushwave.planner.org.OrgFixtures.released;
import static io.pushwave.planner.org.OrgFixtures.versionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.contracts.SubscriberInventory.Ancestry;
import io.pushwave.planner.CampaignId;
import io.pushwave.planner.org.Catalogue;
import io.pushwave.planner.org.CatalogueVersion;
import io.pushwave.planner.org.PackageVersionId;
import io.pushwave.planner.org.Target;
import io.pushwave.planner.org.VersionNumber;
import io.pushwave.planner.release.ReleaseDecision.Accepted;
import io.pushwave.planner.release.ReleaseDecision.Rejected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseDecisionTest {
    private static final Target TARGET =
            new Target(PACKAGE, "Acme", versionId(1), "Release 1", new VersionNumber(1, 0, 0, 1));

    private final Catalogue catalogue = new Catalogue(
            "Acme",
            Ancestry.FREE,
            List.of(
                    released(1, 1, 0, 0, 1),
                    new CatalogueVersion(
                            versionId(2),
                            "Beta",
                            new VersionNumber(1, 1, 0, 1),
                            true,
                            false,
                            Optional.empty(),
                            LISTED_AT),
                    new CatalogueVersion(
                            versionId(3),
                            "Old",
                            new VersionNumber(0, 9, 0, 1),
                            false,
                            true,
                            Optional.empty(),
                            LISTED_AT)));

    @Test
    void aReleasedVersionIsAccepted() {
        // When
        var decision = ReleaseDecision.decide(PACKAGE, versionId(1), catalogue, Optional.empty());

        // Then
        assertThat(decision).isEqualTo(new Accepted(released(1, 1, 0, 0, 1)));
    }

    @Test
    void theEighteenCharacterFormNamesTheSameVersion() {
        // When
        var decision = ReleaseDecision.decide(
                PACKAGE, new PackageVersionId(versionId(1).value() + "AAA"), catalogue, Optional.empty());

        // Then
        assertThat(decision).isInstanceOf(Accepted.class);
    }

    @Test
    void aVersionThatTheCatalogueLacksIsRejected() {
        assertThat(reasonFor(9)).isEqualTo(RejectionReason.UNKNOWN_VERSION);
    }

    @Test
    void aBetaIsRejected() {
        assertThat(reasonFor(2)).isEqualTo(RejectionReason.BETA_VERSION);
    }

    @Test
    void aDeprecatedVersionIsRejected() {
        assertThat(reasonFor(3)).isEqualTo(RejectionReason.DEPRECATED_VERSION);
    }

    @Test
    void aSecondCampaignOfThePackageIsRejectedAndTheFirstIsNamed() {
        // When
        var decision =
                ReleaseDecision.decide(PACKAGE, versionId(1), catalogue, Optional.of(new CampaignId("campaign-7")));

        // Then
        assertThat(decision).isInstanceOfSatisfying(Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(RejectionReason.CAMPAIGN_ACTIVE);
            assertThat(rejected.detail()).contains("campaign-7");
        });
    }

    @Test
    void whereNobodyIsLeftTheSentenceCountsTheReasonsInTheirOrder() {
        // When
        var rejected = ReleaseDecision.nobodyLeft(
                TARGET,
                Map.of(
                        ExclusionReason.NO_COMMON_ANCESTOR, 14L,
                        ExclusionReason.ORG_INACTIVE, 2L,
                        ExclusionReason.ALREADY_ON_TARGET_OR_NEWER, 5L));

        // Then
        assertThat(rejected)
                .isEqualTo(new Rejected(
                        RejectionReason.NOBODY_LEFT,
                        "no org is left to push version 1.0.0.1 (04t000000000001) to: 2 inactive, 5 on it or above it"
                                + " already, 14 on a version without a common ancestor"));
    }

    @Test
    void aPackageThatNobodyHasIsSaidToBeSo() {
        assertThat(ReleaseDecision.nobodyLeft(TARGET, Map.of()).detail()).startsWith("nobody has package " + PACKAGE);
    }

    @Test
    void aReleaseThatNobodyAnsweredForSaysHowLongWasWaited() {
        assertThat(ReleaseDecision.noAnswer(PACKAGE, Duration.ofMinutes(30)).detail())
                .startsWith("nobody said within PT30M which versions package " + PACKAGE + " has");
    }

    private RejectionReason reasonFor(int version) {
        return switch (ReleaseDecision.decide(PACKAGE, versionId(version), catalogue, Optional.empty())) {
            case Rejected rejected -> rejected.reason();
            case Accepted accepted -> throw new AssertionError("accepted " + accepted);
        };
    }
}
