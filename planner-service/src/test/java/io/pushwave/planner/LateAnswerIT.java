package io.pushwave.planner;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the planner makes of an answer to an attempt that it has already counted as timed out. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class LateAnswerIT {
    private static final int ORGS = 12;

    KafkaBroker broker;
    private SimulatedExecutor executor;

    @BeforeEach
    void startExecutor() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
    }

    @AfterEach
    void stopExecutor() {
        executor.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, 12, 0, 0, 0, 0",
        "FAILED,    11, 1, 0, 0, 0",
        "CANCELLED, 11, 0, 1, 0, 0",
        "REACHED,   11, 0, 0, 1, 0",
        "LEFT_OUT,  11, 0, 0, 0, 1",
    })
    void aLateAnswerIsCountedOnceAndDecidesNothingAnew(
            LateOutcome outcome, int succeeded, int failed, int cancelled, int reached, int leftOut) {
        // Given
        var campaign = executor.campaignOf(executor.eligible(ORGS));
        var late = executor.awaitCommands(campaign, 1).getFirst();
        var completed = executor.answerUntil(
                campaign,
                CampaignCompleted.class,
                command -> command.orgKey().equals(late.orgKey())
                        ? SimulatedResults.timedOut(command)
                        : SimulatedResults.succeeded(command));
        assertThat(completed.failed()).isEqualTo(1);
        var said = executor.events(campaign).size();

        // When
        executor.publish(SimulatedResults.corrected(late, outcome));
        executor.publish(SimulatedResults.corrected(late, outcome));
        executor.awaitHandled(Topic.PUSH_RESULTS);

        // Then
        assertCounts(campaign, succeeded, failed, cancelled);
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("orgs.reached", equalTo(reached))
                .body("orgs.leftOut", equalTo(leftOut))
                .body("orgs.skipped", equalTo(0));
        assertThat(executor.commands(campaign)).hasSize(ORGS);
        assertThat(executor.events(campaign)).hasSize(said);
    }

    @Test
    void aTimeoutThatComesAfterItsCorrectionChangesNothing() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(ORGS));
        var late = executor.awaitCommands(campaign, 1).getFirst();

        // When
        executor.answerUntil(campaign, CampaignCompleted.class, command -> {
            if (!command.orgKey().equals(late.orgKey())) {
                return SimulatedResults.succeeded(command);
            }
            executor.publish(SimulatedResults.corrected(command, LateOutcome.SUCCEEDED));
            return SimulatedResults.timedOut(command);
        });

        // Then
        assertCounts(campaign, ORGS, 0, 0);
    }

    @Test
    void aCorrectionOfAnEarlierAttemptChangesNothing() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(ORGS));
        var stubborn = executor.awaitCommands(campaign, 1).getFirst();
        executor.answerUntil(
                campaign,
                CampaignCompleted.class,
                command -> command.orgKey().equals(stubborn.orgKey())
                        ? SimulatedResults.failed(command, true)
                        : SimulatedResults.succeeded(command));

        // When
        executor.publish(List.of(SimulatedResults.corrected(stubborn, LateOutcome.SUCCEEDED)));
        executor.awaitHandled(Topic.PUSH_RESULTS);

        // Then
        assertCounts(campaign, ORGS - 1, 1, 0);
    }

    private static void assertCounts(String campaign, int succeeded, int failed, int cancelled) {
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("state", equalTo("COMPLETED"))
                .body("orgs.succeeded", equalTo(succeeded))
                .body("orgs.failed", equalTo(failed))
                .body("orgs.cancelled", equalTo(cancelled))
                .body("orgs.commanded", equalTo(0));
    }
}
