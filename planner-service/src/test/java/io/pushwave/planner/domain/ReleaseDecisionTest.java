package io.pushwave.planner.domain;

import static io.pushwave.planner.domain.DomainFixtures.PACKAGE;
import static io.pushwave.planner.domain.DomainFixtures.released;
import static io.pushwave.planner.domain.DomainFixtures.versionId;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.planner.domain.ReleaseDecision.Accepted;
import io.pushwave.planner.domain.ReleaseDecision.Rejected;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReleaseDecisionTest {
    private final Catalogue catalogue = new Catalogue(
            "Acme",
            List.of(
                    released(1, 1, 0, 0, 1),
                    new CatalogueVersion(versionId(2), "Beta", new VersionNumber(1, 1, 0, 1), true, false),
                    new CatalogueVersion(versionId(3), "Old", new VersionNumber(0, 9, 0, 1), false, true)));

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

    private RejectionReason reasonFor(int version) {
        return switch (ReleaseDecision.decide(PACKAGE, versionId(version), catalogue, Optional.empty())) {
            case Rejected rejected -> rejected.reason();
            case Accepted accepted -> throw new AssertionError("accepted " + accepted);
        };
    }
}
