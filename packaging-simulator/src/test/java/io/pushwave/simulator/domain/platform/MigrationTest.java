package io.pushwave.simulator.domain.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.failures.FailureKind;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestDraft;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Pushes with {@code IsMigration}: to an org that has the pushed version already, five orgs a day. */
final class MigrationTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final PackagingPlatform platform =
            Platforms.platform(7, 400, Map.of(Setting.FAILURE_RATE, 0, Setting.MIGRATIONS_A_DAY, 5));

    private String request(boolean migration) {
        var draft = new RequestDraft(
                Optional.of(Platforms.target(platform).id()), OptionalLong.empty(), Optional.empty(), migration);
        return PackagingPlatform.requestId(Platforms.done(platform.createRequest(draft)));
    }

    private Answer job(String request, int org) {
        return platform.createJob(
                Optional.of(request), Optional.of(platform.subscribers().orgKey(org)));
    }

    /** Active orgs that have, or have not, the target and block nothing. */
    private List<Integer> orgs(boolean onTarget) {
        var target = Platforms.target(platform);
        var found = new ArrayList<Integer>();
        for (int org = 0; org < platform.subscribers().orgs(); org++) {
            var installed = platform.subscribers().installedVersion(0, org);
            if (installed != null
                    && installed.equals(target) == onTarget
                    && installed.isPushable()
                    && platform.subscribers().status(org) != OrgStatus.INACTIVE
                    && !platform.subscribers().isBlocked(0, org, platform.now())) {
                found.add(org);
            }
        }
        return found;
    }

    @Test
    void onlyAnOrgOnTheSameVersionIsMigrated() {
        // Given
        var request = request(true);

        // When
        var same = job(request, orgs(true).getFirst());
        var lower = job(request, orgs(false).getFirst());

        // Then
        assertThat(same).isInstanceOf(Answer.Done.class);
        assertThat(Platforms.refused(lower).code()).isEqualTo("INVALID_OPERATION");
        assertThat(Platforms.refused(lower).message()).contains("must have the version");
    }

    @Test
    void anOrdinaryPushIsForLowerVersionsAsBefore() {
        // Given
        var request = request(false);

        // When
        var same = job(request, orgs(true).getFirst());
        var lower = job(request, orgs(false).getFirst());

        // Then
        assertThat(Platforms.refused(same).message()).contains("already has this version");
        assertThat(lower).isInstanceOf(Answer.Done.class);
    }

    @Test
    void aMigrationSucceeds() {
        // Given
        var request = request(true);
        int org = orgs(true).getFirst();
        int job = Platforms.done(job(request, org));

        // When
        Platforms.set(platform, request, PushStatus.PENDING);
        platform.advanceTo(platform.now() + DAY);

        // Then
        assertThat(platform.jobs().status(job)).isEqualTo(PushStatus.SUCCEEDED);
        assertThat(platform.subscribers().installedVersion(0, org)).isEqualTo(Platforms.target(platform));
    }

    @Test
    void anOrgThatIsUpgradedMeanwhileIsNotMigrated() {
        // Given
        var request = request(true);
        int org = orgs(true).getFirst();
        int job = Platforms.done(job(request, org));
        var other = platform.catalogue().version(0);
        platform.changeOrg(
                org,
                new PackagingPlatform.OrgChange(
                        Optional.empty(), Optional.of(other), Optional.empty(), Optional.empty()));

        // When
        Platforms.set(platform, request, PushStatus.PENDING);
        platform.advanceTo(platform.now() + DAY);

        // Then
        assertThat(platform.jobs().status(job)).isEqualTo(PushStatus.FAILED);
        assertThat(platform.errors().kind(0)).isEqualTo(FailureKind.NOT_EQUAL);
    }

    @Test
    void fiveOrgsADayAreMigratedOverAllRequests() {
        // Given
        var orgs = orgs(true);
        var first = request(true);
        var second = request(true);
        orgs.subList(0, 3).forEach(org -> Platforms.done(job(first, org)));
        orgs.subList(3, 5).forEach(org -> Platforms.done(job(second, org)));

        // When
        var sixth = job(second, orgs.get(5));
        platform.advanceTo(platform.now() + DAY);
        var nextDay = job(second, orgs.get(5));

        // Then
        assertThat(Platforms.refused(sixth).code()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(Platforms.refused(sixth).message()).contains("5");
        assertThat(nextDay).isInstanceOf(Answer.Done.class);
    }

    @Test
    void aCancelledMigrationCountsForNothing() {
        // Given
        var orgs = orgs(true);
        var cancelled = request(true);
        orgs.subList(0, 5).forEach(org -> Platforms.done(job(cancelled, org)));

        // When
        Platforms.set(platform, cancelled, PushStatus.CANCELED);

        // Then
        assertThat(job(request(true), orgs.get(5))).isInstanceOf(Answer.Done.class);
    }
}
