package io.pushwave.simulator.domain.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.domain.failures.FailureKind;
import io.pushwave.simulator.domain.requests.PushStatus;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions that cannot be installed in some orgs, and failing jobs that end sooner than others. */
final class DefectsTest {
    private static final int ORGS = 4_000;

    private static PackagingPlatform pushed(Map<Setting, ?> settings) {
        var platform = Platforms.platform(7, ORGS, settings);
        push(platform);
        return platform;
    }

    private static String push(PackagingPlatform platform) {
        var request = Platforms.request(platform);
        Platforms.fill(platform, request);
        Platforms.set(platform, request, PushStatus.PENDING);
        platform.advanceTo(platform.now() + Duration.ofDays(1).toMillis());
        return request;
    }

    /** Jobs by their instance, those that failed or all. */
    private static Map<String, Integer> jobs(PackagingPlatform platform, boolean failedOnly) {
        var counts = new TreeMap<String, Integer>();
        for (int job = 0; job < platform.jobs().size(); job++) {
            if (!failedOnly || platform.jobs().status(job) == PushStatus.FAILED) {
                var instance =
                        platform.subscribers().instanceName(platform.jobs().org(job));
                counts.merge(instance, 1, Integer::sum);
            }
        }
        return counts;
    }

    @Test
    void aDefectiveVersionFailsInItsShareOfTheOrgs() {
        // When
        var platform = pushed(Map.of(Setting.FAILURE_RATE, 0, Setting.DEFECT_RATES, "Harbor Suite 2.0=0.3"));

        // Then
        int failed = Platforms.counts(platform, PushStatus.FAILED);
        assertThat(failed).isCloseTo((int) (platform.jobs().size() * 0.3), Percentage.withPercentage(10));
        assertThat(platform.errors().kind(0)).isEqualTo(FailureKind.DEFECT);
    }

    @Test
    void pushingAgainDoesNotHelpAgainstADefect() {
        // Given
        var platform = pushed(Map.of(Setting.FAILURE_RATE, 0, Setting.DEFECT_RATES, "Harbor Suite 2.0=0.3"));
        int first = Platforms.counts(platform, PushStatus.FAILED);

        // When
        push(platform);

        // Then
        assertThat(Platforms.counts(platform, PushStatus.FAILED)).isEqualTo(2 * first);
    }

    @Test
    void anInstanceMayHaveARateOfItsOwn() {
        // When
        var platform = pushed(
                Map.of(Setting.FAILURE_RATE, 0, Setting.DEFECT_RATES, "Harbor Suite 2.0=0,Harbor Suite 2.0@NA140=1"));

        // Then
        assertThat(jobs(platform, true))
                .containsOnlyKeys("NA140")
                .containsEntry("NA140", jobs(platform, false).get("NA140"));
    }

    @Test
    void aCustomersProductionOrgAndSandboxesMayHaveARateOfTheirOwn() {
        // Given
        var seeded = Platforms.platform(7, ORGS);
        int sandbox = 0;
        while (!seeded.subscribers().isSandbox(sandbox)) {
            sandbox++;
        }
        var customer = String.valueOf(seeded.subscribers().parentKey(sandbox));

        // When
        var platform = pushed(Map.of(
                Setting.FAILURE_RATE,
                0,
                Setting.DEFECT_RATES,
                "Harbor Suite 2.0=1,Harbor Suite 2.0@" + customer + "=0"));

        // Then
        for (int job = 0; job < platform.jobs().size(); job++) {
            int org = platform.jobs().org(job);
            boolean isTheirs = platform.subscribers().orgKey(org).equals(customer)
                    || customer.equals(platform.subscribers().parentKey(org));
            assertThat(platform.jobs().status(job)).isEqualTo(isTheirs ? PushStatus.SUCCEEDED : PushStatus.FAILED);
        }
    }

    @Test
    void aHigherRateConcernsTheSameOrgsAndMore() {
        // When
        var few = pushed(Map.of(Setting.FAILURE_RATE, 0, Setting.DEFECT_RATES, "Harbor Suite 2.0=0.1"));
        var many = pushed(Map.of(Setting.FAILURE_RATE, 0, Setting.DEFECT_RATES, "Harbor Suite 2.0=0.2"));

        // Then
        for (int job = 0; job < few.jobs().size(); job++) {
            if (few.jobs().status(job) == PushStatus.FAILED) {
                assertThat(many.jobs().status(job)).isEqualTo(PushStatus.FAILED);
            }
        }
    }

    @Test
    void withoutARateNothingChanges() {
        // When
        var without = Platforms.ledger(pushed(Map.of()));
        var with = Platforms.ledger(pushed(Map.of(Setting.DEFECT_RATES, "Harbor Suite 1.0=1")));

        // Then
        assertThat(with).isEqualTo(without);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Harbor Suite 2.0",
                "Harbor Suite 2.0=2",
                "Harbor Suite 2.0=x",
                "=0.5",
                "Harbor Suite 2.0@nowhere=1",
                "Harbor Suite 9.9=0.5"
            })
    void aWrongRateIsRefused(String rates) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Platforms.platform(7, 10, Map.of(Setting.DEFECT_RATES, rates)))
                .withMessageContaining("defect");
    }

    @Test
    void failingJobsEndSoonerIfSoWished() {
        // Given
        var settings = Map.of(
                Setting.FAILURE_RATE,
                0.3,
                Setting.JOB_DURATION_MINIMUM,
                "PT100S",
                Setting.JOB_DURATION_MAXIMUM,
                "PT100S",
                Setting.FAILURE_DURATION_SHARE,
                0.25);

        // When
        var platform = pushed(settings);

        // Then
        var jobs = platform.jobs();
        for (int job = 0; job < jobs.size(); job++) {
            assertThat(Duration.ofMillis(jobs.endedAt(job) - jobs.startedAt(job)))
                    .isEqualTo(Duration.ofSeconds(jobs.status(job) == PushStatus.FAILED ? 25 : 100));
        }
        assertThat(Platforms.counts(platform, PushStatus.FAILED)).isPositive();
    }

    @Test
    void byDefaultAFailingJobTakesAsLongAsAnyOther() {
        // When
        var platform = pushed(Map.of(
                Setting.FAILURE_RATE,
                0.3,
                Setting.JOB_DURATION_MINIMUM,
                "PT100S",
                Setting.JOB_DURATION_MAXIMUM,
                "PT100S"));

        // Then
        var jobs = platform.jobs();
        for (int job = 0; job < jobs.size(); job++) {
            assertThat(Duration.ofMillis(jobs.endedAt(job) - jobs.startedAt(job)))
                    .isEqualTo(Duration.ofSeconds(100));
        }
    }
}
