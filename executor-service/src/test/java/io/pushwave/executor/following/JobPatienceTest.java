package io.pushwave.executor.following;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.executor.following.JobPatience.Verdict;
import io.pushwave.executor.request.CancelReason;
import io.pushwave.executor.request.PushRequest.Activated;
import io.pushwave.executor.request.PushRequest.InSalesforce;
import io.pushwave.executor.request.RequestPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobPatienceTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final JobPatience PATIENCE = new JobPatience(Duration.ofHours(24), Duration.ofDays(3));
    private static final Activated ACTIVATED = activated(START.plusSeconds(5));
    private static final Activated OVERDUE = ACTIVATED.overdue(START.plus(Duration.ofDays(2)));

    @ParameterizedTest
    @CsvSource({
        "true, true, P1DT5S, WAIT",
        "true, true, P1DT6S, OVERDUE",
        "true, false, P1DT6S, WAIT",
        "false, true, P9D, DONE",
        "false, false, PT1S, DONE"
    })
    void anOpenRequestIsOverdueOnceItsTimeIsUpAndAllOfItWasRead(
            boolean open, boolean whole, Duration after, Verdict verdict) {
        assertThat(PATIENCE.verdict(ACTIVATED, open, whole, START.plus(after))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, P5D, WAIT",
        "true, true, P5DT1S, GIVE_UP",
        "true, false, P5DT1S, WAIT",
        "false, false, P2DT1S, DONE"
    })
    void anOverdueRequestIsGivenUpAfterTheLatePeriod(boolean open, boolean whole, Duration after, Verdict verdict) {
        assertThat(PATIENCE.verdict(OVERDUE, open, whole, START.plus(after))).isEqualTo(verdict);
    }

    @Test
    void aRequestThatStartsLaterThanItWasActivatedHasItsTimeFromTheStart() {
        var early = activated(START.minusSeconds(600));

        assertThat(PATIENCE.until(early)).isEqualTo(START.plus(Duration.ofHours(24)));
    }

    @Test
    void anOverdueRequestThatCannotBeCancelledIsStillOverdue() {
        var cancelling = OVERDUE.cancelling(CancelReason.CAMPAIGN_ABORTED);

        assertThat(cancelling.hadBegun(START).overdueSince()).isEqualTo(OVERDUE.overdueSince());
    }

    private static Activated activated(Instant at) {
        var plan = new RequestPlan("r1", "c1", 1, "033000000000001", "04t000000000001", START, Optional.empty(), 3);
        return new Activated(plan, new InSalesforce("0DV1", false, false), at, true, Optional.empty());
    }
}
