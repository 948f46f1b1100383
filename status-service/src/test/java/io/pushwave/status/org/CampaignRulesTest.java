package io.pushwave.status.org;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CampaignRulesTest {
    private static final CampaignRules RUNNING = new CampaignRules(OptionalInt.of(3), false);
    private static final CampaignRules ABORTED = new CampaignRules(OptionalInt.of(3), true);
    private static final CampaignRules UNPLANNED = new CampaignRules(OptionalInt.empty(), false);

    @Test
    void aRetryableFailureIsTriedAgainUntilTheLastAttempt() {
        assertThat(RUNNING.stateOf(Step.FAILED_RETRYABLE, 1)).isEqualTo(OrgState.RETRYING);
        assertThat(RUNNING.stateOf(Step.FAILED_RETRYABLE, 2)).isEqualTo(OrgState.RETRYING);
        assertThat(RUNNING.stateOf(Step.FAILED_RETRYABLE, 3)).isEqualTo(OrgState.FAILED);
    }

    @Test
    void aFailureThatNoAttemptHealsIsFinalAtOnce() {
        assertThat(RUNNING.stateOf(Step.FAILED, 1)).isEqualTo(OrgState.FAILED);
    }

    @Test
    void aLateFailureIsNeverTriedAgain() {
        assertThat(RUNNING.stateOf(Step.LATE_FAILED, 1)).isEqualTo(OrgState.FAILED);
    }

    @Test
    void anAbortedCampaignHasNobodyWaiting() {
        assertThat(ABORTED.stateOf(Step.WAITING, 0)).isEqualTo(OrgState.CANCELLED);
        assertThat(ABORTED.stateOf(Step.FAILED_RETRYABLE, 1)).isEqualTo(OrgState.FAILED);
    }

    @Test
    void whatHadBegunWhenACampaignWasAbortedIsStillShown() {
        assertThat(ABORTED.stateOf(Step.STARTED, 1)).isEqualTo(OrgState.STARTED);
        assertThat(ABORTED.stateOf(Step.SUCCEEDED, 1)).isEqualTo(OrgState.SUCCEEDED);
    }

    @Test
    void aFailureBeforeThePlanWasSeenIsTakenAsOneThatIsTriedAgain() {
        assertThat(UNPLANNED.stateOf(Step.FAILED_RETRYABLE, 9)).isEqualTo(OrgState.RETRYING);
    }

    @Test
    void aStateIsLookedUpInExactlyTheRowsThatAreShownInIt() {
        Stream.of(RUNNING, ABORTED, UNPLANNED)
                .forEach(rules -> Arrays.stream(Step.values()).forEach(step -> {
                    for (int attempt = 0; attempt < 6; attempt++) {
                        int at = attempt;
                        assertThat(Arrays.stream(OrgState.values())
                                        .filter(state -> rules.rangesOf(state).stream()
                                                .anyMatch(range -> range.contains(step, at))))
                                .as("%s at attempt %d under %s", step, attempt, rules)
                                .containsExactly(rules.stateOf(step, attempt));
                    }
                }));
    }
}
