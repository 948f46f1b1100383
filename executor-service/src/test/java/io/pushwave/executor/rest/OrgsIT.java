package io.pushwave.executor.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class OrgsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    SalesforceStandIn salesforce;
    KafkaTopics topics;
    OrgKey org;
    PushedCampaign campaign;

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
        var taken = salesforce.take(1);
        org = taken.getFirst().orgKey();
        campaign = new PushedCampaign(topics, salesforce, taken);
    }

    @AfterEach
    void closeTopics() {
        topics.close();
    }

    @Test
    void aCommandInAHaltedCampaignSaysThatItWaitsAndWhy() {
        campaign.control(State.HALTED);
        campaign.commandAll();

        await().atMost(PATIENCE)
                .untilAsserted(() -> given().get("/api/orgs/" + org)
                        .then()
                        .statusCode(200)
                        .body("commands", hasSize(1))
                        .body("commands[0].facts.state", equalTo("WAITING"))
                        .body("commands[0].why", hasItem(startsWith("The campaign is halted since"))));
        campaign.control(State.ENDED);
        campaign.awaitEnds();
    }

    @Test
    void anEndedCommandSaysHowItEndedAndWhy() {
        campaign.control(State.RUNNING);
        campaign.commandAll(Optional.of(Instant.EPOCH.plusSeconds(1)));

        campaign.awaitEnds();

        var why = given().get("/api/orgs/" + org).jsonPath().getList("commands[0].why", String.class);
        assertThat(why)
                .containsExactly(
                        "It has ended: nothing was pushed.", "The reason: the last moment of activation has passed");
    }

    @Test
    void anOrgWithoutCommandsHasNone() {
        given().get("/api/orgs/" + org).then().statusCode(200).body("commands", hasSize(0));
    }

    @Test
    void whatIsNoOrgKeyIsRefusedWithTheRule() {
        given().get("/api/orgs/00D12")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("orgKey '00D12' is no org id: 15 or 18 letters and digits"));
    }

    @Test
    void aLimitOutOfItsRangeIsRefusedWithTheRule() {
        given().get("/api/orgs/" + org + "?limit=0")
                .then()
                .statusCode(400)
                .body("detail", containsString("limit is 0, 1 to 1000 is allowed"));
    }
}
