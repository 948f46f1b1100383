package io.pushwave.simulator.domain.platform;

import static io.pushwave.simulator.domain.platform.Platforms.counts;
import static io.pushwave.simulator.domain.platform.Platforms.done;
import static io.pushwave.simulator.domain.platform.Platforms.fill;
import static io.pushwave.simulator.domain.platform.Platforms.request;
import static io.pushwave.simulator.domain.platform.Platforms.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.domain.failures.FailureKind;
import io.pushwave.simulator.domain.instances.Instances;
import io.pushwave.simulator.domain.platform.PackagingPlatform.OrgChange;
import io.pushwave.simulator.domain.requests.PushRequest;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestChange;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class InstallationsTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    /** Everything succeeds after a minute, unless a test wants otherwise. */
    private static PackagingPlatform platform(Map<Setting, ?> others) {
        var settings = new EnumMap<Setting, Object>(Setting.class);
        settings.put(Setting.START_DELAY_MAXIMUM, "PT0S");
        settings.put(Setting.JOB_DURATION_MINIMUM, "PT1M");
        settings.put(Setting.JOB_DURATION_MAXIMUM, "PT1M");
        settings.put(Setting.FAILURE_RATE, 0);
        settings.put(Setting.EXTRA_ERROR_RATE, 0);
        settings.putAll(others);
        return Platforms.platform(7, 1_000, settings);
    }

    private static PushRequest activate(PackagingPlatform platform) {
        var id = request(platform);
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));
        return platform.requests().get(platform.requestRow(id));
    }

    @Test
    void aRequestBeginsWithItsFirstInstanceAndTheJobsOfTheOthersStayPending() {
        // Given
        var platform = platform(Map.of(Setting.INSTANCE_DELAY_MINIMUM, "PT1H", Setting.INSTANCE_DELAY_MAXIMUM, "PT5H"));
        var request = activate(platform);

        // When
        platform.advanceTo(HOUR - 1);
        assertThat(request.status()).isEqualTo(PushStatus.PENDING);
        while (request.status() == PushStatus.PENDING) {
            platform.advanceTo(platform.now() + 1_000);
        }

        // Then
        var begun = new HashSet<String>();
        for (int job = 0; job < platform.jobs().size(); job++) {
            if (platform.jobs().status(job) == PushStatus.IN_PROGRESS) {
                begun.add(platform.subscribers().instanceName(platform.jobs().org(job)));
            }
        }
        assertThat(begun).hasSize(1);
        assertThat(counts(platform, PushStatus.PENDING)).isGreaterThan(800);
        platform.advanceTo(DAY);
        assertThat(request.status()).isEqualTo(PushStatus.SUCCEEDED);
        assertThat(request.startedAt().getAsLong()).isBetween(HOUR, 2 * HOUR);
        assertThat(request.endedAt().getAsLong()).isBetween(4 * HOUR, 5 * HOUR + 60_000);
    }

    @Test
    void aRequestIsCancelledBeforeItsFirstInstanceStartsAndNoneDoes() {
        // Given
        var platform = platform(Map.of(Setting.INSTANCE_DELAY_MINIMUM, "PT1H", Setting.INSTANCE_DELAY_MAXIMUM, "PT5H"));
        var request = activate(platform);
        platform.advanceTo(HOUR / 2);

        // When
        done(set(platform, PackagingPlatform.requestId(request.row()), PushStatus.CANCELED));
        platform.advanceTo(DAY);

        // Then
        assertThat(counts(platform, PushStatus.CANCELED))
                .isEqualTo(platform.jobs().size());
        assertThat(request.startedAt()).isEmpty();
    }

    @Test
    void aRequestThatFailedAlreadyStillStartsTheJobsOfLaterInstances() {
        // Given
        var platform = platform(Map.of(Setting.INSTANCE_DELAY_MAXIMUM, "PT5H", Setting.FAILURE_RATE, 1));
        var request = activate(platform);

        // When
        platform.advanceTo(DAY);

        // Then
        assertThat(request.status()).isEqualTo(PushStatus.FAILED);
        assertThat(counts(platform, PushStatus.FAILED))
                .isEqualTo(platform.jobs().size());
        assertThat(request.endedAt().getAsLong()).isGreaterThan(4 * HOUR);
    }

    @Test
    void aRequestThatIsRescheduledWhileItWaitsForItsInstancesStartsAtItsNewTimeOnly() {
        // Given
        var platform = platform(Map.of(
                Setting.INSTANCE_DELAY_MINIMUM,
                "PT1H",
                Setting.INSTANCE_DELAY_MAXIMUM,
                "PT5H",
                Setting.CHANGE_AFTER_ACTIVATION,
                true));
        var request = activate(platform);
        platform.advanceTo(HOUR / 2);

        // When
        done(platform.changeRequest(
                request.row(),
                new RequestChange(Optional.empty(), Optional.of(OptionalLong.of(DAY)), Optional.empty())));
        platform.advanceTo(DAY + HOUR - 1);

        // Then
        assertThat(request.status()).isEqualTo(PushStatus.PENDING);
        platform.advanceTo(2 * DAY);
        assertThat(request.status()).isEqualTo(PushStatus.SUCCEEDED);
        assertThat(request.endedAt().getAsLong()).isLessThanOrEqualTo(DAY + 5 * HOUR + 60_000);
    }

    @Test
    void anInstanceMayHaveANumberOfJobsOfItsOwn() {
        // Given
        var platform = platform(Map.of(Setting.INSTANCE_JOBS, "NA140=0, CS166=1"));

        // When
        activate(platform);
        platform.advanceTo(DAY);

        // Then
        for (int job = 0; job < platform.jobs().size(); job++) {
            var instance = platform.subscribers().instanceName(platform.jobs().org(job));
            assertThat(platform.jobs().status(job))
                    .isEqualTo(instance.equals("NA140") ? PushStatus.PENDING : PushStatus.SUCCEEDED);
        }
    }

    @Test
    void anInstanceThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> platform(Map.of(Setting.INSTANCE_JOBS, "NA1=5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NA1=5");
        assertThatThrownBy(() -> platform(Map.of(Setting.INSTANCE_JOBS, "NA140:5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("instance-jobs");
    }

    @Test
    void aVersionIsNotYetAvailableOnAnInstanceThatItHasNotReached() {
        // Given
        var platform = platform(Map.of(Setting.PROPAGATION_MINIMUM, "PT1H", Setting.PROPAGATION_MAXIMUM, "PT5H"));

        // When
        var early = activate(platform);
        platform.advanceTo(6 * HOUR);

        // Then
        assertThat(counts(platform, PushStatus.FAILED)).isEqualTo(early.jobs().size());
        for (int error = 0; error < platform.errors().size(); error++) {
            assertThat(platform.errors().get(error).message()).isEqualTo("This package is not yet available");
        }
        assertThat(platform.subscribers().installedVersion(0, platform.jobs().org(0)))
                .isEqualTo(
                        platform.subscribers().seededVersion(0, platform.jobs().org(0)));
        assertThat(platform.subscribers().modifiedAt(0, platform.jobs().org(0), platform.now()))
                .isZero();
        var late = activate(platform);
        platform.advanceTo(DAY);
        assertThat(late.status()).isEqualTo(PushStatus.SUCCEEDED);
    }

    @Test
    void stuckJobsNeverEndAndTheirRequestStaysInProgress() {
        // Given
        var platform = platform(Map.of(Setting.STUCK_RATE, 0.1, Setting.JOBS_PER_INSTANCE, 1));

        // When
        var request = activate(platform);
        platform.advanceTo(30 * DAY);

        // Then
        int jobs = platform.jobs().size();
        int stuck = counts(platform, PushStatus.IN_PROGRESS);
        assertThat((double) stuck / jobs).isCloseTo(0.1, within(0.03));
        assertThat(stuck + counts(platform, PushStatus.SUCCEEDED)).isEqualTo(jobs);
        assertThat(request.status()).isEqualTo(PushStatus.IN_PROGRESS);
        assertThat(request.endedAt()).isEmpty();
    }

    @Test
    void stuckJobsThatHoldTheirPlaceBringAnInstanceToAStandstill() {
        // Given
        var platform =
                platform(Map.of(Setting.STUCK_RATE, 0.5, Setting.JOBS_PER_INSTANCE, 1, Setting.STUCK_HOLDS_SLOT, true));

        // When
        activate(platform);
        platform.advanceTo(30 * DAY);

        // Then
        assertThat(counts(platform, PushStatus.IN_PROGRESS))
                .isEqualTo(Instances.seeded().size());
        assertThat(counts(platform, PushStatus.PENDING)).isGreaterThan(500);
    }

    @Test
    void aStuckJobMayEndAfterAllWithOrWithoutAPlaceToFree() {
        for (boolean holds : new boolean[] {true, false}) {
            // Given
            var platform = platform(Map.of(
                    Setting.STUCK_RATE,
                    0.1,
                    Setting.STUCK_ENDS_AFTER,
                    "PT6H",
                    Setting.STUCK_HOLDS_SLOT,
                    holds,
                    Setting.JOBS_PER_INSTANCE,
                    2));

            // When
            var request = activate(platform);
            platform.advanceTo(6 * HOUR - 1);

            // Then
            assertThat(counts(platform, PushStatus.IN_PROGRESS)).isPositive();
            platform.advanceTo(10 * DAY);
            assertThat(request.status()).isEqualTo(PushStatus.SUCCEEDED);
            assertThat(request.endedAt().getAsLong()).isGreaterThanOrEqualTo(6 * HOUR);
        }
    }

    @Test
    void aJobThatEndsLateNeitherInstallsOverAHigherVersionNorIntoAnOrgWithoutThePackage() {
        // Given
        var platform = platform(Map.of(Setting.STUCK_RATE, 1, Setting.STUCK_ENDS_AFTER, "PT6H"));
        activate(platform);
        platform.advanceTo(HOUR);
        int upgraded = platform.jobs().org(0);
        int uninstalled = platform.jobs().org(1);
        int expired = platform.jobs().org(2);
        var beta = platform.catalogue().versions().stream()
                .filter(version -> version.isHigherThan(Platforms.target(platform)))
                .findFirst();
        platform.changeOrg(upgraded, new OrgChange(Optional.empty(), beta, Optional.empty(), Optional.empty()));
        platform.changeOrg(
                uninstalled,
                new OrgChange(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(platform.catalogue().managedPackage(0)),
                        Optional.empty()));
        platform.changeOrg(
                expired,
                new OrgChange(Optional.of(OrgStatus.INACTIVE), Optional.empty(), Optional.empty(), Optional.of(true)));

        // When
        platform.advanceTo(DAY);

        // Then
        assertThat(platform.jobs().status(0)).isEqualTo(PushStatus.FAILED);
        assertThat(platform.subscribers().installedVersion(0, upgraded)).isEqualTo(beta.orElseThrow());
        assertThat(platform.jobs().status(1)).isEqualTo(PushStatus.FAILED);
        assertThat(platform.subscribers().isInstalled(0, uninstalled)).isFalse();
        assertThat(platform.jobs().status(2)).isEqualTo(PushStatus.SUCCEEDED);
    }

    @Test
    void twoJobsOfOneOrgInTwoRequestsBothRun() {
        // Given
        var platform = platform(Map.of());
        var first = activate(platform);
        var second = activate(platform);

        // When
        platform.advanceTo(DAY);

        // Then
        assertThat(first.status()).isEqualTo(PushStatus.SUCCEEDED);
        assertThat(second.status()).isEqualTo(PushStatus.SUCCEEDED);
        assertThat(platform.jobs().ofOrg(platform.jobs().org(0))).hasSize(2);
    }

    @Test
    void aSecondJobThatStartsAfterTheFirstHasEndedFindsTheVersionInstalled() {
        // Given
        var platform = platform(Map.of());
        activate(platform);
        var second = activate(platform);
        done(set(platform, PackagingPlatform.requestId(second.row()), PushStatus.CANCELED));
        var id = request(platform);
        fill(platform, id);
        platform.advanceTo(HOUR);

        // When
        done(set(platform, id, PushStatus.PENDING));
        platform.advanceTo(DAY);

        // Then
        var third = platform.requests().get(platform.requestRow(id));
        assertThat(third.status()).isEqualTo(PushStatus.FAILED);
        assertThat(platform.errors().get(0).kind()).isEqualTo(FailureKind.NOT_LOWER);
        assertThat(counts(platform, PushStatus.CANCELED))
                .isEqualTo(second.jobs().size());
    }
}
