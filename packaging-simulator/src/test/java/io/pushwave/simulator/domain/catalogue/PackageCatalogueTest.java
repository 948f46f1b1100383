package io.pushwave.simulator.domain.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.platform.Platforms;
import io.pushwave.simulator.domain.requests.RequestDraft;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PackageCatalogueTest {
    private final PackagingPlatform platform = Platforms.platform(7, 2_000);
    private final PackageCatalogue catalogue = platform.catalogue();

    @Test
    void theSeededFirstPackageHasOneLineOfAncestors() {
        var target = Platforms.target(platform);
        for (var version : catalogue.versionsOf(target.managedPackage())) {
            if (target.isHigherThan(version)) {
                assertThat(catalogue.isOnPath(version, target)).isTrue();
            }
        }
    }

    @Test
    void theBranchOfTheSecondPackageLeavesThoseBehindWhoAreOnTheOther() {
        // Given
        var versions = catalogue.versionsOf(catalogue.managedPackage(1));
        var target = versions.get(3);
        var request = Platforms.done(platform.createRequest(
                new RequestDraft(Optional.of(target.id()), OptionalLong.empty(), Optional.empty(), false)));
        var requestId = PackagingPlatform.requestId(request);

        // When
        var eligible = Platforms.fill(platform, requestId);

        // Then
        assertThat(eligible)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(platform.subscribers()
                                .installedVersion(1, platform.subscribers().findOrg(key)))
                        .isEqualTo(versions.get(0)));
        var behind = firstOn(versions.get(1));
        var refusal = Platforms.refused(platform.createJob(Optional.of(requestId), Optional.of(behind)));
        assertThat(refusal.message())
                .isEqualTo("The currently installed version does not share a common ancestor with this version.");
    }

    private String firstOn(PackageVersion version) {
        var base = platform.subscribers();
        for (int org = 0; org < base.orgs(); org++) {
            if (version.equals(base.installedVersion(1, org))
                    && base.status(org) != OrgStatus.INACTIVE
                    && !base.isBlocked(1, org, 0)) {
                return base.orgKey(org);
            }
        }
        throw new AssertionError("no org has " + version.name());
    }
}
