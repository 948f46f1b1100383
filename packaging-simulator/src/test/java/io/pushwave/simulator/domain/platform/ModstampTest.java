package io.pushwave.simulator.domain.platform;

import static io.pushwave.simulator.domain.platform.Platforms.done;
import static io.pushwave.simulator.domain.platform.Platforms.refused;
import static io.pushwave.simulator.domain.platform.Platforms.set;
import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.domain.Answer;
import io.pushwave.simulator.domain.platform.PackagingPlatform.OrgChange;
import io.pushwave.simulator.domain.requests.PushRequest;
import io.pushwave.simulator.domain.requests.PushStatus;
import io.pushwave.simulator.domain.requests.RequestChange;
import io.pushwave.simulator.domain.subscribers.OrgStatus;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** {@code SystemModstamp} is the time of a row's last change, and of nothing else. */
final class ModstampTest {
    private static final long MINUTE = 60_000;

    private final PackagingPlatform platform = Platforms.platform(
            7,
            200,
            Map.of(
                    Setting.FAILURE_RATE,
                    0,
                    Setting.START_DELAY_MAXIMUM,
                    "PT0S",
                    Setting.JOB_DURATION_MINIMUM,
                    "PT1M",
                    Setting.JOB_DURATION_MAXIMUM,
                    "PT1M"));
    private final String id = Platforms.request(platform);
    private final PushRequest request = platform.requests().get(0);

    private int addJob() {
        for (int org = 0; org < platform.subscribers().orgs(); org++) {
            var answer = platform.createJob(
                    Optional.of(id), Optional.of(platform.subscribers().orgKey(org)));
            if (answer instanceof Answer.Done(int job)) {
                return job;
            }
        }
        throw new AssertionError("no org is eligible");
    }

    @Test
    void aRequestIsStampedWithEachOfItsChanges() {
        // Given
        platform.advanceTo(MINUTE);
        int job = addJob();
        assertThat(request.modifiedAt()).isZero();

        // When
        var start = Optional.of(OptionalLong.of(5 * MINUTE));
        done(platform.changeRequest(0, new RequestChange(Optional.empty(), start, Optional.empty())));

        // Then
        assertThat(request.modifiedAt()).isEqualTo(MINUTE);
        platform.advanceTo(2 * MINUTE);
        done(set(platform, id, PushStatus.PENDING));
        assertThat(request.modifiedAt()).isEqualTo(2 * MINUTE);
        assertThat(platform.jobs().modifiedAt(job)).isEqualTo(2 * MINUTE);
        platform.advanceTo(5 * MINUTE);
        assertThat(request.modifiedAt()).isEqualTo(5 * MINUTE);
        assertThat(platform.jobs().modifiedAt(job)).isEqualTo(5 * MINUTE);
        platform.advanceTo(7 * MINUTE);
        assertThat(request.modifiedAt()).isEqualTo(6 * MINUTE);
        assertThat(platform.jobs().modifiedAt(job)).isEqualTo(6 * MINUTE);
        assertThat(platform.subscribers().modifiedAt(0, platform.jobs().org(job), platform.now()))
                .isEqualTo(6 * MINUTE);
    }

    @Test
    void whatIsRefusedOrChangesNothingLeavesTheStamp() {
        // Given
        int job = addJob();
        done(set(platform, id, PushStatus.PENDING));
        platform.advanceTo(MINUTE / 2);

        // When
        refused(set(platform, id, PushStatus.CANCELED));
        refused(set(platform, id, PushStatus.SUCCEEDED));
        refused(platform.changeRequest(
                0, new RequestChange(Optional.empty(), Optional.of(OptionalLong.of(9)), Optional.empty())));

        // Then
        assertThat(request.modifiedAt()).isZero();
        assertThat(platform.jobs().modifiedAt(job)).isZero();
    }

    @Test
    void aCancelledRequestStampsItsJobs() {
        // Given
        int job = addJob();
        platform.advanceTo(MINUTE);

        // When
        done(set(platform, id, PushStatus.CANCELED));

        // Then
        assertThat(request.modifiedAt()).isEqualTo(MINUTE);
        assertThat(platform.jobs().modifiedAt(job)).isEqualTo(MINUTE);
    }

    @Test
    void aChangedOrgStampsItsSubscriberRowsAndNoOther() {
        // Given
        platform.advanceTo(MINUTE);

        // When
        platform.changeOrg(
                3,
                new OrgChange(Optional.of(OrgStatus.INACTIVE), Optional.empty(), Optional.empty(), Optional.empty()));

        // Then
        assertThat(platform.subscribers().modifiedAt(0, 3, platform.now())).isEqualTo(MINUTE);
        assertThat(platform.subscribers().modifiedAt(1, 3, platform.now())).isEqualTo(MINUTE);
        assertThat(platform.subscribers().modifiedAt(0, 4, platform.now())).isZero();
    }
}
