package io.pushwave.executor.pushing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.executor.testing.InventoryAsker;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers do between the plan and the push is not the version's failure. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class CustomersActIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ORGS = 30;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    SalesforceStandIn salesforce;
    KafkaTopics topics;
    String target;

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
        target = salesforce.target().packageVersionId();
    }

    @AfterEach
    void letTimeRunAndClose() {
        salesforce.letTimeRun();
        topics.close();
    }

    @Test
    void anOrgThatChangesBeforeItsJobBeginsIsNoFailure() {
        // Given
        new InventoryAsker(topics).snapshot(salesforce.target().packageId());
        salesforce.stopTime();
        var campaign = new PushedCampaign(topics, salesforce, salesforce.take(ORGS));
        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(campaign.results(PushScheduled.class).size()
                                        + campaign.terminal().size())
                                .isEqualTo(ORGS));
        var orgs = campaign.results(PushScheduled.class).stream()
                .map(scheduled -> scheduled.subject().orgKey())
                .toList();
        salesforce.changeOrg(orgs.get(0), "{\"installedVersionId\":\"" + target + "\"}");
        salesforce.changeOrg(orgs.get(1), "{\"installedVersionId\":null}");
        salesforce.changeOrg(orgs.get(2), "{\"status\":\"Inactive\"}");
        var blocked = orgs.stream()
                .skip(3)
                .filter(org -> salesforce.mayChangeOrg(org, "{\"customUpgradeAllowed\":true,\"blocked\":true}"))
                .findFirst()
                .orElseThrow();

        // When
        salesforce.letTimeRun();

        // Then
        var ends = campaign.awaitEnds().stream()
                .collect(Collectors.toMap(end -> end.subject().orgKey(), Function.identity()));
        campaign.assertPushedOnce();
        assertThat(ends.get(orgs.get(0))).isInstanceOfSatisfying(PushReached.class, reached -> {
            assertThat(reached.pushJobId()).isPresent();
            assertThat(reached.reason()).contains("already has this version of the package");
        });
        assertThat(leftOut(ends, orgs.get(1)).reason()).isEqualTo(LeftOutReason.UNINSTALLED);
        assertThat(leftOut(ends, orgs.get(2)).reason()).isEqualTo(LeftOutReason.SUBSCRIPTION_EXPIRED);
        assertThat(leftOut(ends, blocked))
                .isEqualTo(new LeftOut(
                        LeftOutReason.BLOCKED_BY_SUBSCRIBER,
                        "The subscriber has blocked push upgrades of this package"));
        given().get("/api/orgs/" + blocked)
                .then()
                .body("known", equalTo(true))
                .body("commands[0].facts.state", equalTo("LEFT_OUT"))
                .body(
                        "commands[0].why",
                        hasItem("The reason: BLOCKED_BY_SUBSCRIBER: The subscriber has blocked push"
                                + " upgrades of this package"))
                .body("inventory[0].pushBlocked", equalTo(true))
                .body("inventory[0].corrected", equalTo(true));
    }

    @Test
    void anOrgThatHasTheVersionIsRefusedAndHasReachedIt() {
        // Given
        var org = salesforce.take(1);
        salesforce.changeOrg(org.getFirst().orgKey(), "{\"installedVersionId\":\"" + target + "\"}");
        var campaign = new PushedCampaign(topics, salesforce, org);

        // When
        campaign.control(State.RUNNING);
        campaign.commandAll();

        // Then
        assertThat(campaign.awaitEnds())
                .singleElement()
                .isInstanceOfSatisfying(
                        PushReached.class,
                        reached -> assertThat(reached.pushJobId()).isEmpty());
    }

    private static LeftOut leftOut(Map<OrgKey, PushResult> ends, OrgKey org) {
        assertThat(ends.get(org)).isInstanceOf(PushLeftOut.class);
        return ((PushLeftOut) ends.get(org)).leftOut();
    }
}
