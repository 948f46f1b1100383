package io.pushwave.platform.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.platform.local.ExecutorFleet;
import io.pushwave.platform.settings.PlatformException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A brake that lies in the topic and was not received: nothing is begun until it could be (ADR 0018). */
@Timeout(400)
class UndeliveredBrakeIT {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(60);
    private static final String UNREAD = "the campaigns' controls have not been read up to now";
    private static final String CAMPAIGN = "undelivered";

    private ExecutorFleet fleet;
    private PlannerStandIn planner;
    private ClaimedRequests claims;
    private FleetLedger ledger;
    private List<String> orgs;

    @BeforeEach
    void beginACampaign() throws PlatformException {
        var settings = Disturbances.settings();
        settings.put("PUSHWAVE_EXECUTOR_CONTROLS_STALE_AFTER", "PT5S");
        fleet = ExecutorFleet.started(
                SeveralExecutorsIT.home(),
                SeveralExecutorsIT.folder("undelivered-brake"),
                new ExecutorFleet.Wish(1, 300, 7, 300, List.of(), settings));
        planner = new PlannerStandIn(fleet);
        claims = new ClaimedRequests(fleet);
        ledger = new FleetLedger(fleet);
        fleet.simulate(
                "/simulator/faults",
                "[{\"endpoint\":\"*/services/data/*\",\"always\":true,\"effect\":\"latency\",\"latency\":\"PT0.3S\"}]");
        orgs = List.copyOf(ledger.orgs().keySet());
        planner.say(CAMPAIGN, State.RUNNING);
        planner.command(CAMPAIGN, orgs);
        assertThat(ExecutorFleet.within(SEEN_WITHIN, () -> activationsSince(Instant.EPOCH) > 0))
                .isTrue();
    }

    @AfterEach
    void end() {
        claims.close();
        planner.close();
        fleet.close();
    }

    @Test
    void afterARestartNothingIsBegunUntilTheTopicHasBeenRead() throws PlatformException {
        // Given: a halt that nobody has received, and a database that says that the campaign runs
        fleet.kill(0);
        planner.say(CAMPAIGN, State.HALTED);
        fleet.killBroker();
        // What was on the way when the executor died is not counted: it came before.
        var restarted = Instant.now();

        // When
        fleet.start(0);

        // Then
        assertThat(ExecutorFleet.within(SEEN_WITHIN, () -> waits(UNREAD))).isTrue();
        assertThat(ExecutorFleet.within(
                        SEEN_WITHIN,
                        () -> fleet.readiness(0)
                                .filter(answer -> answer.body().contains(UNREAD))
                                .isPresent()))
                .as("readiness says so")
                .isTrue();
        assertThat(activationsSince(restarted)).isZero();

        // When
        fleet.startBroker();

        // Then
        fleet.awaitReady(0);
        assertThat(ExecutorFleet.within(SEEN_WITHIN, () -> waits("the campaign is halted") && !waits(UNREAD)))
                .isTrue();
        assertThat(activationsSince(restarted)).isZero();
        planner.say(CAMPAIGN, State.RUNNING);
        assertEndsWell();
    }

    @Test
    void withoutTheBrokerNothingIsBegunAfterAWhileAndItGoesOnByItself() {
        // When
        fleet.killBroker();

        // Then
        assertThat(ExecutorFleet.within(SEEN_WITHIN, () -> waits(UNREAD))).isTrue();

        // When
        fleet.startBroker();

        // Then
        assertEndsWell();
    }

    private boolean waits(String reason) {
        return claims.open(CAMPAIGN).values().stream().anyMatch(what -> what.endsWith(reason));
    }

    /** Activations that came to Salesforce after a moment. A cancellation of what is in doubt is none (ADR 0012). */
    private long activationsSince(Instant moment) {
        var notCancelled = ledger.activatedRequests(Map.of(CAMPAIGN, orgs)).keySet();
        return fleet.simulatedLines("/simulator/requests-log?method=PATCH&limit=10000").stream()
                .filter(call -> Instant.parse(call.path("at").asText()).isAfter(moment))
                .filter(call -> notCancelled.stream()
                        .anyMatch(id -> call.path("path").asText().endsWith(id)))
                .count();
    }

    private void assertEndsWell() {
        assertThat(ExecutorFleet.within(Duration.ofMinutes(2), () -> planner.ended(CAMPAIGN) == orgs.size()))
                .as("%s, %s", claims.intents(CAMPAIGN), claims.open(CAMPAIGN))
                .isTrue();
        assertThat(ledger.wrongs(CAMPAIGN, orgs, planner.results(CAMPAIGN), planner.versionId()))
                .isEmpty();
    }
}
