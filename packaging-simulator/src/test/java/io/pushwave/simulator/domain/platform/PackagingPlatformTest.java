package io.pushwave.simulator.domain.platform;

import static io.pushwave.simulator.domain.platform.Platforms.done;
import static io.pushwave.simulator.domain.platform.Platforms.fill;
import static io.pushwave.simulator.domain.platform.Platforms.refused;
import static io.pushwave.simulator.domain.platform.Platforms.request;
import static io.pushwave.simulator.domain.platform.Platforms.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.catalogue.ManagedPackage;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.platform.PackagingPlatform.OrgChange;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestDraft;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PackagingPlatformTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final PackagingPlatform platform = Platforms.platform(7, 2_000);

    @Test
    void aRequestRunsFromCreatedToItsEnd() {
        // Given
        var id = request(platform);
        var eligible = fill(platform, id);
        var request = platform.requests().get(platform.requestRow(id));

        // When
        done(set(platform, id, PushStatus.PENDING));
        assertThat(request.status()).isEqualTo(PushStatus.PENDING);
        platform.advanceTo(Duration.ofSeconds(31).toMillis());
        assertThat(request.status()).isEqualTo(PushStatus.IN_PROGRESS);
        platform.advanceTo(DAY);

        // Then
        assertThat(request.status()).isEqualTo(PushStatus.FAILED);
        assertThat(request.jobs().size()).isEqualTo(eligible.size());
        assertThat(counts(PushStatus.SUCCEEDED) + counts(PushStatus.FAILED)).isEqualTo(eligible.size());
        assertThat((double) counts(PushStatus.FAILED) / eligible.size()).isCloseTo(0.03, within(0.015));
    }

    @Test
    void aSuccessInstallsTheVersionAndAFailureDoesNot() {
        // Given
        var id = request(platform);
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));

        // When
        platform.advanceTo(DAY);

        // Then
        var target = Platforms.target(platform);
        for (int job = 0; job < platform.jobs().size(); job++) {
            var installed =
                    platform.subscribers().installedVersion(0, platform.jobs().org(job));
            assertThat(target.equals(installed)).isEqualTo(platform.jobs().status(job) == PushStatus.SUCCEEDED);
        }
    }

    @Test
    void mostFailuresThatCanHealDoSoAtTheSecondAttemptAndSomeFailuresAreUnexplained() {
        // Given
        var big = Platforms.platform(11, 20_000);
        var failedFirst = push(big);

        // When
        var failedSecond = push(big);
        var failedThird = push(big);

        // Then
        assertThat(failedFirst).isGreaterThan(450);
        assertThat(failedSecond).isBetween(failedFirst / 4, failedFirst / 2);
        assertThat(failedThird).isLessThan(failedSecond);
        int unexplained = 0;
        for (int job = 0; job < big.jobs().size(); job++) {
            boolean failed = big.jobs().status(job) == PushStatus.FAILED;
            if (failed && big.errors().ofJob(job).size() == 0) {
                unexplained++;
            }
        }
        assertThat(unexplained).isBetween(1, failedFirst / 10);
    }

    private static int push(PackagingPlatform platform) {
        int before = platform.jobs().size();
        var id = request(platform);
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));
        platform.advanceTo(platform.now() + DAY);
        int failed = 0;
        for (int job = before; job < platform.jobs().size(); job++) {
            if (platform.jobs().status(job) == PushStatus.FAILED) {
                failed++;
            }
        }
        return failed;
    }

    @Test
    void theSameCallsAtTheSameTimesGiveTheSameLedgerHoweverOftenTimeIsLookedAt() {
        // Given
        var coarse = Platforms.platform(3, 500);
        var fine = Platforms.platform(3, 500);
        for (var each : List.of(coarse, fine)) {
            var id = request(each);
            fill(each, id);
            done(set(each, id, PushStatus.PENDING));
        }

        // When
        coarse.advanceTo(DAY);
        for (long time = 0; time <= DAY; time += 997) {
            fine.advanceTo(time);
        }
        fine.advanceTo(DAY);

        // Then
        assertThat(Platforms.ledger(fine)).isEqualTo(Platforms.ledger(coarse));
    }

    @Test
    void theOutcomeOfAnOrgDoesNotDependOnHowRequestsAreCut() {
        // Given
        var whole = Platforms.platform(3, 800);
        var cut = Platforms.platform(3, 800);
        var eligible = fill(whole, activated(whole, List.of()));
        activated(whole, eligible);

        // When
        for (int from = 0; from < eligible.size(); from += 37) {
            activated(cut, eligible.subList(from, Math.min(eligible.size(), from + 37)));
            cut.advanceTo(cut.now() + 5_000);
        }
        whole.advanceTo(DAY);
        cut.advanceTo(2 * DAY);

        // Then
        for (int org = 0; org < 800; org++) {
            assertThat(cut.subscribers().installedVersion(0, org))
                    .isEqualTo(whole.subscribers().installedVersion(0, org));
        }
    }

    /** A request with jobs for these orgs, set to Pending; one without any stays in Created. */
    private static String activated(PackagingPlatform platform, List<String> orgKeys) {
        var id = request(platform);
        for (var key : orgKeys) {
            done(platform.createJob(Optional.of(id), Optional.of(key)));
        }
        if (!orgKeys.isEmpty()) {
            done(set(platform, id, PushStatus.PENDING));
        }
        return id;
    }

    @Test
    void noInstanceRunsMoreJobsAtOnceThanItMay() {
        // Given
        var narrow = Platforms.platform(7, 3_000, Map.of(Setting.JOBS_PER_INSTANCE, 3));
        var id = request(narrow);
        var eligible = fill(narrow, id);
        done(set(narrow, id, PushStatus.PENDING));
        int most = 0;

        // When
        for (long time = 0; time < DAY; time += 10_000) {
            narrow.advanceTo(time);
            var running = new HashMap<String, Integer>();
            for (int job = 0; job < narrow.jobs().size(); job++) {
                if (narrow.jobs().status(job) == PushStatus.IN_PROGRESS) {
                    running.merge(
                            narrow.subscribers().instanceName(narrow.jobs().org(job)), 1, Integer::sum);
                }
            }
            most = Math.max(
                    most,
                    running.values().stream().mapToInt(Integer::intValue).max().orElse(0));
        }

        // Then
        assertThat(most).isEqualTo(3);
        assertThat(narrow.requests().get(0).status().isTerminal()).isTrue();
        assertThat(eligible).isNotEmpty();
    }

    @Test
    void aRequestIsFailedWithItsFirstFailedJobAndEndsWithItsLast() {
        // Given
        var id = request(platform);
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));
        var request = platform.requests().get(platform.requestRow(id));

        // When
        while (request.status() != PushStatus.FAILED) {
            platform.advanceTo(platform.now() + 1);
        }

        // Then
        assertThat(counts(PushStatus.FAILED)).isOne();
        assertThat(request.endedAt()).isEmpty();
        assertThat(request.modifiedAt()).isEqualTo(platform.now());
        assertThat(refused(set(platform, id, PushStatus.CANCELED)).code()).isEqualTo("INVALID_STATUS");
        platform.advanceTo(DAY);
        assertThat(counts(PushStatus.SUCCEEDED) + counts(PushStatus.FAILED))
                .isEqualTo(platform.jobs().size());
        assertThat(request.endedAt().getAsLong()).isEqualTo(lastEnd()).isEqualTo(request.modifiedAt());
    }

    @Test
    void aRequestMayBeSetToFailOnlyWhenItsLastJobHasEnded() {
        // Given
        var patient = Platforms.platform(7, 500, Map.of(Setting.FAILS_AT_FIRST_FAILURE, false));
        var id = request(patient);
        fill(patient, id);
        done(set(patient, id, PushStatus.PENDING));
        var request = patient.requests().get(patient.requestRow(id));

        // When
        while (patient.errors().size() == 0) {
            patient.advanceTo(patient.now() + 1);
        }

        // Then
        assertThat(request.status()).isEqualTo(PushStatus.IN_PROGRESS);
        patient.advanceTo(DAY);
        assertThat(request.status()).isEqualTo(PushStatus.FAILED);
    }

    private long lastEnd() {
        long last = 0;
        for (int job = 0; job < platform.jobs().size(); job++) {
            last = Math.max(last, platform.jobs().endedAt(job));
        }
        return last;
    }

    @Test
    void cancellingTakesTheJobsWithItAndNothingStarts() {
        // Given
        var id = request(platform);
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));

        // When
        done(set(platform, id, PushStatus.CANCELED));
        platform.advanceTo(DAY);

        // Then
        assertThat(counts(PushStatus.CANCELED)).isEqualTo(platform.jobs().size());
        assertThat(refused(set(platform, id, PushStatus.CANCELED)).message()).contains("Canceled");
    }

    @Test
    void nothingStartsBeforeItsTime() {
        // Given
        var draft = new RequestDraft(
                Optional.of(Platforms.target(platform).id()), OptionalLong.of(DAY), Optional.empty(), false);
        var id = PackagingPlatform.requestId(done(platform.createRequest(draft)));
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));

        // When
        platform.advanceTo(DAY - 1);

        // Then
        assertThat(counts(PushStatus.PENDING)).isEqualTo(platform.jobs().size());
        platform.advanceTo(DAY + 31_000);
        assertThat(platform.requests().get(0).startedAt().getAsLong()).isBetween(DAY, DAY + 30_001);
    }

    @Test
    void anOrgThatCannotBeUpgradedIsRefusedWhenItsJobIsInserted() {
        // Given
        var id = request(platform);

        // When
        var refusals = new EnumMap<OrgStatus, Integer>(OrgStatus.class);
        var messages = new HashSet<String>();
        for (int org = 0; org < platform.subscribers().orgs(); org++) {
            var answer = platform.createJob(
                    Optional.of(id), Optional.of(platform.subscribers().orgKey(org)));
            var installed = platform.subscribers().installedVersion(0, org);
            boolean eligible = installed != null
                    && installed.releaseState() == PackageVersion.ReleaseState.RELEASED
                    && Platforms.target(platform).isHigherThan(installed)
                    && platform.subscribers().status(org) != OrgStatus.INACTIVE
                    && !platform.subscribers().isBlocked(0, org, platform.now());
            assertThat(answer instanceof Answer.Done).isEqualTo(eligible);
            if (answer instanceof Answer.Refused(var refusal)) {
                refusals.merge(platform.subscribers().status(org), 1, Integer::sum);
                messages.add(refusal.message());
            }
        }

        // Then
        assertThat(messages).hasSizeGreaterThanOrEqualTo(3);
        assertThat(refusals).containsKeys(OrgStatus.INACTIVE, OrgStatus.DEMO);
    }

    @Test
    void anOrgIsInARequestOnceAndJobsComeOnlyToCreatedRequests() {
        // Given
        var id = request(platform);
        var key = fill(platform, id).getFirst();

        // When
        var again = platform.createJob(Optional.of(id), Optional.of(key));

        // Then
        assertThat(refused(again).code()).isEqualTo("DUPLICATE_VALUE");
        done(set(platform, id, PushStatus.PENDING));
        assertThat(refused(platform.createJob(Optional.of(id), Optional.of(key)))
                        .code())
                .isEqualTo("INVALID_STATUS");
    }

    @Test
    void betaAndDeprecatedVersionsAreNoTargets() {
        for (var version : platform.catalogue().versions()) {
            var answer = platform.createRequest(
                    new RequestDraft(Optional.of(version.id()), OptionalLong.empty(), Optional.empty(), false));
            assertThat(answer instanceof Answer.Done).as(version.name()).isEqualTo(version.isPushable());
        }
    }

    @Test
    void anOrgThatChangedSinceItsInsertFailsAtItsStartWithTheReason() {
        // Given
        var id = request(platform);
        var keys = fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));
        int expired = platform.subscribers().findOrg(keys.get(0));
        int uninstalled = platform.subscribers().findOrg(keys.get(1));
        int upgraded = platform.subscribers().findOrg(keys.get(2));
        var suite = platform.catalogue().managedPackage(0);
        platform.changeOrg(expired, change(Optional.of(OrgStatus.INACTIVE), Optional.empty(), Optional.empty()));
        platform.changeOrg(uninstalled, change(Optional.empty(), Optional.empty(), Optional.of(suite)));
        platform.changeOrg(
                upgraded, change(Optional.empty(), Optional.of(Platforms.target(platform)), Optional.empty()));

        // When
        platform.advanceTo(DAY);

        // Then
        assertThat(titles(expired)).containsExactly("Salesforce Subscription Expired");
        assertThat(titles(uninstalled)).containsExactly("Package Uninstalled");
        assertThat(titles(upgraded)).containsExactly("Version Not Higher");
    }

    private static OrgChange change(
            Optional<OrgStatus> status, Optional<PackageVersion> version, Optional<ManagedPackage> uninstalled) {
        return new OrgChange(status, version, uninstalled, Optional.empty());
    }

    private List<String> titles(int org) {
        var titles = new ArrayList<String>();
        for (int job : platform.jobs().ofOrg(org)) {
            var errors = platform.errors().ofJob(job);
            for (int position = 0; position < errors.size(); position++) {
                titles.add(platform.errors().get(errors.get(position)).kind().title());
            }
        }
        return titles;
    }

    private int counts(PushStatus status) {
        return Platforms.counts(platform, status);
    }
}
