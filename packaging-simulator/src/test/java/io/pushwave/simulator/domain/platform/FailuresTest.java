package io.pushwave.simulator.domain.platform;

import static io.pushwave.simulator.domain.platform.Platforms.done;
import static io.pushwave.simulator.domain.platform.Platforms.fill;
import static io.pushwave.simulator.domain.platform.Platforms.request;
import static io.pushwave.simulator.domain.platform.Platforms.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.domain.catalogue.PackageVersion;
import io.pushwave.simulator.domain.failures.FailureKind;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailuresTest {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static PackagingPlatform failing(String mix, double extraErrorRate) {
        var platform = Platforms.platform(
                7,
                600,
                Map.of(Setting.FAILURE_RATE, 1, Setting.FAILURE_MIX, mix, Setting.EXTRA_ERROR_RATE, extraErrorRate));
        var id = request(platform);
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));
        platform.advanceTo(DAY);
        return platform;
    }

    private static List<FailureKind> told(PackagingPlatform platform, int job) {
        var told = new ArrayList<FailureKind>();
        var rows = platform.errors().ofJob(job);
        for (int position = 0; position < rows.size(); position++) {
            var error = platform.errors().get(rows.get(position));
            assertThat(error.job()).isEqualTo(job);
            told.add(error.kind());
        }
        return told;
    }

    @Test
    void aMixOfOneKindMakesAllFailuresOfThatKind() {
        // When
        var platform = failing("apex-test=1", 0);

        // Then
        for (int job = 0; job < platform.jobs().size(); job++) {
            assertThat(told(platform, job)).containsExactly(FailureKind.APEX_TEST);
        }
    }

    @Test
    void aMixOfUnexplainedFailuresLeavesNoErrorRows() {
        // When
        var platform = failing("UNEXPLAINED=5", 1);

        // Then
        assertThat(Platforms.counts(platform, PushStatus.FAILED))
                .isEqualTo(platform.jobs().size());
        assertThat(platform.errors().size()).isZero();
    }

    @Test
    void weightsAreRelativeToTheirSum() {
        // When
        var platform = failing("locked=3,pac=1,limit=0", 0);

        // Then
        int locked = 0;
        for (int row = 0; row < platform.errors().size(); row++) {
            assertThat(platform.errors().kind(row)).isIn(FailureKind.LOCKED, FailureKind.PAC);
            locked += platform.errors().kind(row) == FailureKind.LOCKED ? 1 : 0;
        }
        assertThat((double) locked / platform.errors().size()).isCloseTo(0.75, within(0.06));
    }

    @ParameterizedTest
    @ValueSource(strings = {"uninstalled=1", "nonsense=1", "locked=0", "locked", "locked=-1", "locked=2000000", ""})
    void aMixThatCannotBeDrawnFromIsRefused(String mix) {
        assertThatThrownBy(() -> Platforms.settings(7, 10, Map.of(Setting.FAILURE_MIX, mix)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("failure-mix");
    }

    @Test
    void aJobMayHaveOneToThreeErrorsAndWarningsBesideItsReason() {
        // When
        var platform = failing("apex-test=1,definition-not-found=1,locked=1", 1);

        // Then
        var sizes = new HashSet<Integer>();
        var positions = new HashSet<Integer>();
        var severities = new HashSet<String>();
        int rows = 0;
        for (int job = 0; job < platform.jobs().size(); job++) {
            var told = told(platform, job);
            var reasons = told.stream().filter(FailureKind::isDrawn).toList();
            assertThat(reasons).hasSize(1);
            sizes.add(told.size());
            positions.add(told.indexOf(reasons.getFirst()));
            told.forEach(each -> severities.add(each.severity()));
            rows += told.size();
        }
        assertThat(sizes).containsExactlyInAnyOrder(2, 3, 4);
        assertThat(positions).contains(0, 1, 2);
        assertThat(severities).containsExactlyInAnyOrder("Error", "Warning");
        assertThat(rows).isEqualTo(platform.errors().size());
        assertThat(platform.requests().get(0).errors().size()).isEqualTo(rows);
    }

    @Test
    void aShareOfTheExplainedFailuresHasMoreThanOneRow() {
        // When
        var platform = failing("locked=1", 0.25);

        // Then
        int several = 0;
        for (int job = 0; job < platform.jobs().size(); job++) {
            several += platform.errors().ofJob(job).size() > 1 ? 1 : 0;
        }
        assertThat((double) several / platform.jobs().size()).isCloseTo(0.25, within(0.06));
    }

    @Test
    void anExtensionIsInstalledOnlyAfterItsBase() {
        // Given
        var platform = Platforms.platform(7, 2_000, Map.of(Setting.FAILURE_RATE, 0));
        var extension = platform.catalogue().versions().stream()
                .filter(version -> !version.requires().isEmpty())
                .findFirst()
                .orElseThrow();
        var base = extension.requires().getFirst();
        assertThat(base).isEqualTo(Platforms.target(platform));

        // When
        push(platform, extension);
        int org = platform.jobs().org(failedFirst(platform));
        push(platform, base);
        push(platform, extension);

        // Then
        var jobs = platform.jobs().ofOrg(org);
        assertThat(platform.jobs().status(jobs[0])).isEqualTo(PushStatus.FAILED);
        assertThat(told(platform, jobs[0])).containsExactly(FailureKind.BASE_MISSING);
        var row = platform.errors().ofJob(jobs[0]).get(0);
        assertThat(platform.errors().get(row).message())
                .isEqualTo("This package requires that a newer version of a dependent package be installed before the"
                        + " upgrade can proceed: Harbor Suite, Version Harbor Suite 2.0. Ask the subscriber to install"
                        + " the dependent package and then retry the push upgrade.");
        assertThat(platform.jobs().status(jobs[2])).isEqualTo(PushStatus.SUCCEEDED);
        assertThat(platform.subscribers().installedVersion(1, org)).isEqualTo(extension);
    }

    private static int failedFirst(PackagingPlatform platform) {
        int job = 0;
        while (platform.jobs().status(job) != PushStatus.FAILED) {
            job++;
        }
        return job;
    }

    private static void push(PackagingPlatform platform, PackageVersion version) {
        var draft = new RequestDraft(Optional.of(version.id()), OptionalLong.empty(), Optional.empty(), false);
        var id = PackagingPlatform.requestId(done(platform.createRequest(draft)));
        fill(platform, id);
        done(set(platform, id, PushStatus.PENDING));
        platform.advanceTo(platform.now() + DAY);
    }
}
