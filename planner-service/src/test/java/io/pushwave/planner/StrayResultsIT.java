package io.pushwave.planner;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.planner.dispatch.StrayResult;
import io.pushwave.planner.dispatch.work.DispatchMetrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results that nobody can have caused: they move nothing, and are counted. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class StrayResultsIT {
    private static final int ORGS = 12;

    KafkaBroker broker;

    @Inject
    MeterRegistry meters;

    private SimulatedExecutor executor;

    @BeforeEach
    void startExecutor() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
    }

    @AfterEach
    void stopExecutor() {
        executor.close();
    }

    private static OrgPushCommanded of(OrgPushCommanded command, String campaign, OrgKey org, int attempt) {
        return new OrgPushCommanded(
                campaign + ":" + org + ":" + attempt,
                campaign,
                org,
                command.packageId(),
                command.packageVersionId(),
                command.wave(),
                attempt,
                command.notBefore(),
                Optional.empty());
    }

    /** Every result that a command could have. */
    private static List<PushResult> results(OrgPushCommanded command) {
        var results = new ArrayList<PushResult>(List.of(
                SimulatedResults.scheduled(command),
                SimulatedResults.started(command),
                SimulatedResults.succeeded(command),
                SimulatedResults.reached(command),
                SimulatedResults.leftOut(command),
                SimulatedResults.timedOut(command),
                SimulatedResults.failed(command, true)));
        Stream.of(LateOutcome.values())
                .map(outcome -> SimulatedResults.corrected(command, outcome))
                .forEach(results::add);
        return results;
    }

    private double ignored(StrayResult kind) {
        return meters.counter(DispatchMetrics.RESULTS_IGNORED, DispatchMetrics.KIND, kind.name())
                .count();
    }

    @Test
    void resultsOfOrgsAndAttemptsThatWereNeverCommandedMoveNothing() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(ORGS));
        var command = executor.awaitCommands(campaign, 1).getFirst();
        var notPlanned = ignored(StrayResult.NOT_PLANNED);
        var notCommanded = ignored(StrayResult.NOT_COMMANDED);
        var unknown = ignored(StrayResult.UNKNOWN_CAMPAIGN);
        var stranger = new OrgKey("00D000000999999");
        var lastWave = new OrgKey("00D%012d".formatted(0)).equals(command.orgKey())
                ? new OrgKey("00D%012d".formatted(1))
                : new OrgKey("00D%012d".formatted(0));

        // When
        executor.publish(results(of(command, campaign, stranger, 1)));
        executor.publish(results(of(command, campaign, command.orgKey(), 99)));
        executor.publish(results(of(command, campaign, lastWave, 1)));
        executor.publish(results(of(command, "no-such-campaign", command.orgKey(), 1)));
        executor.awaitHandled(Topic.PUSH_RESULTS);

        // Then
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("orgs.planned", equalTo(ORGS))
                .body("orgs.commanded", equalTo(1))
                .body("orgs.waiting", equalTo(ORGS - 1));
        assertThat(ignored(StrayResult.NOT_PLANNED) - notPlanned).isPositive();
        assertThat(ignored(StrayResult.NOT_COMMANDED) - notCommanded).isPositive();
        assertThat(ignored(StrayResult.UNKNOWN_CAMPAIGN) - unknown).isEqualTo(10);
        assertThat(executor.answerUntil(campaign, CampaignCompleted.class, SimulatedResults::succeeded)
                        .succeeded())
                .isEqualTo(ORGS);
    }

    @Test
    void whatHasItsEndIsCorrectedOnlyIfItTimedOutAndOnlyOnce() {
        // Given
        var campaign = executor.campaignOf(executor.eligible(ORGS));
        var timedOut = new HashSet<OrgKey>();
        executor.answerUntil(campaign, CampaignCompleted.class, command -> {
            if (command.wave() == 1) {
                return SimulatedResults.failed(command, false);
            }
            if (command.wave() == 2 && timedOut.size() < 2) {
                timedOut.add(command.orgKey());
                return SimulatedResults.timedOut(command);
            }
            return SimulatedResults.succeeded(command);
        });
        var commands = executor.commands(campaign);
        var before = ignored(StrayResult.NOT_TIMED_OUT);

        // When
        for (var outcome : List.of(LateOutcome.REACHED, LateOutcome.FAILED, LateOutcome.SUCCEEDED)) {
            executor.publish(commands.stream()
                    .map(command -> SimulatedResults.corrected(command, outcome))
                    .toList());
            executor.awaitHandled(Topic.PUSH_RESULTS);
        }

        // Then
        when().get("/api/campaigns/" + campaign)
                .then()
                .body("orgs.reached", equalTo(2))
                .body("orgs.failed", equalTo(1))
                .body("orgs.succeeded", equalTo(ORGS - 3));
        assertThat(ignored(StrayResult.NOT_TIMED_OUT) - before).isEqualTo(3.0 * ORGS - 2);
    }
}
