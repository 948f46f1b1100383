package io.pushwave.executor.org.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.OrgKey;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.InventoryAsker;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.http.doors.MalformedRequests;
import io.pushwave.http.doors.ProblemExamples;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class OrgsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ExecutorTables tables;

    SalesforceStandIn salesforce;

    @TestHTTPResource("/")
    URI base;

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
    void anOrgWithoutCommandsAndInNoInventoryIsNotKnown() {
        given().get("/api/orgs/00D000000000zzz")
                .then()
                .statusCode(200)
                .body("known", equalTo(false))
                .body("inventory", hasSize(0))
                .body("sentence", containsString("ids are case-sensitive"));
    }

    @Test
    void anOrgThatWasNeverCommandedIsKnownByTheCopyOfTheSubscribers() {
        var blocked = salesforce.blockOne();
        new InventoryAsker(topics).snapshot(salesforce.target().packageId());

        given().get("/api/orgs/" + blocked)
                .then()
                .statusCode(200)
                .body("known", equalTo(true))
                .body("commands", hasSize(0))
                .body("inventory[0].packageId", equalTo(salesforce.target().packageId()))
                .body("inventory[0].pushBlocked", equalTo(true))
                .body("inventory[0].why", hasItem("The customer blocks push upgrades of the package."));
    }

    @Test
    void anIdInLowerCaseIsAnsweredThatIdsAreCaseSensitive() {
        given().get("/api/orgs/" + org.value().toLowerCase(Locale.ROOT))
                .then()
                .statusCode(400)
                .body("field", equalTo("orgKey"))
                .body("value", equalTo(org.value().toLowerCase(Locale.ROOT)))
                .body("rule", containsString("case-sensitive"))
                .body("detail", containsString("ids are case-sensitive"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/orgs/00D%00000000001, path",
        "/api/orgs/00D00000000000, orgKey",
        "/api/orgs/00D000000000001?limit=many, limit",
        "/api/orgs/00D000000000001?limit=99999999999999999999, limit",
        "/api/push-requests?limit=-1, limit",
        "/api/push-requests?after=%00, after",
        "/api/inventory/033, packageId",
        "/api/inventory/033000000000009AAB, packageId",
    })
    void whatCannotBeUsedIsRefusedWithFieldValueAndRule(String address, String field) {
        given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("value", notNullValue())
                .body("rule", notNullValue());
    }

    @Test
    void aHeldControlIsFoundByANumber() {
        given().delete("/api/held-controls/first").then().statusCode(400).body("field", equalTo("id"));
        given().delete("/api/held-controls/0").then().statusCode(404).body("value", equalTo("0"));
    }

    @Test
    void whoeverAsksWhileTheDatabaseStandsStillIsAskedToComeAgain() {
        var standstill = Thread.ofVirtual()
                .start(() -> tables.change("do $$ begin lock table push_request in access exclusive mode;"
                        + " perform pg_sleep(7); end $$"));
        await().atMost(PATIENCE)
                .until(() -> tables.count("select count(*) from pg_locks where mode = 'AccessExclusiveLock' and granted"
                                + " and relation = 'push_request'::regclass")
                        == 1);

        given().get("/api/push-requests")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5");

        await().atMost(PATIENCE).until(() -> !standstill.isAlive());
    }

    @Test
    void everyOperationOfTheDocumentHasANameAndSaysWhatMayGoWrong() {
        var document = MalformedRequests.to(base).document();

        var operations = document.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/"))
                .flatMap(path -> path.getValue().properties().stream())
                .map(Map.Entry::getValue)
                .toList();
        assertThat(operations)
                .hasSize(8)
                .allSatisfy(operation ->
                        assertThat(operation.path("summary").asText()).isNotBlank());
        assertThat(ProblemExamples.missing(document)).isEmpty();
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
                .body("detail", containsString("limit is '0', a whole number from 1 to 1000 is expected"));
    }
}
