package io.pushwave.executor.pushing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.Topic;
import io.pushwave.executor.control.postgres.HeldControls;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerOrg;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.DeadLetterHeaders;
import io.pushwave.messaging.GivenUp;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A control of a campaign that nobody can read may be a brake: it never passes by. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class UnreadControlsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HOLDING = "a word about the campaign came that cannot be read";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ExecutorTables tables;

    @Inject
    HeldControls held;

    @Inject
    MeterRegistry metrics;

    SalesforceStandIn salesforce;
    KafkaTopics topics;
    PushedCampaign campaign;

    @BeforeEach
    void beginRunning() {
        topics = new KafkaTopics(bootstrapServers);
        campaign = new PushedCampaign(topics, salesforce, salesforce.take(4));
        campaign.control(State.RUNNING);
        await().atMost(PATIENCE).until(() -> epoch() == 1);
    }

    @AfterEach
    void dropAndClose() {
        dropAll();
        topics.close();
    }

    private static void dropAll() {
        given().get("/api/held-controls")
                .jsonPath()
                .getList("items.id", Long.class)
                .forEach(id -> given().delete("/api/held-controls/" + id));
    }

    @Test
    void aHaltWithACharacterThatCannotBeStoredHoldsItsCampaignUntilANewerControlComes() {
        // Given
        topics.publish(List.of(spoilt("\"reason\":\"test\"", "\"reason\":\"x \\u0000\"")));
        await().atMost(PATIENCE).until(() -> holding(campaign.id()) == 1);

        // When
        campaign.commandAll();

        // Then
        assertHeld();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(readiness()).contains(campaign.id()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(metrics.get("pushwave.executor.controls.held")
                                .gauge()
                                .value())
                        .isEqualTo(1));
        given().get("/api/orgs/" + campaign.ledger().keySet().iterator().next())
                .then()
                .body("commands[0].why", hasItem(startsWith("A word about campaign " + campaign.id() + " came at")));
        campaign.control(State.RUNNING);
        campaign.assertPushedOnce();
        assertThat(holding(campaign.id())).isZero();
    }

    @Test
    void bytesThatAreNoMessageHoldTheirCampaignUntilSomebodyDropsThem() {
        // Given
        var random = new Random(SalesforceStandIn.SEED);
        var bytes = new byte[200];
        random.nextBytes(bytes);
        topics.publish(List.of(record(campaign.id().getBytes(UTF_8), bytes)));
        await().atMost(PATIENCE).until(() -> holding(campaign.id()) == 1);
        campaign.commandAll();
        assertHeld();
        long id = tables.count(
                "select id from held_control where campaign_id = ? and released_at is null", campaign.id());

        // When
        given().delete("/api/held-controls/" + id).then().statusCode(204);

        // Then
        campaign.assertPushedOnce();
        given().delete("/api/held-controls/" + id).then().statusCode(404).body("detail", containsString("" + id));
    }

    @Test
    void aControlThatDoesNotSayWhichCampaignItIsAboutHoldsAllOfThem() {
        // Given
        topics.publish(List.of(record(new byte[] {0}, "no word".getBytes(UTF_8))));
        await().atMost(PATIENCE)
                .until(() -> tables.count(
                                "select count(*) from held_control where campaign_id is null and released_at is null")
                        == 1);

        // When
        campaign.commandAll();

        // Then
        assertHeld();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(readiness())
                        .contains("does not say which campaign it is about, so nothing new is begun")
                        .contains("DELETE /api/held-controls/"));
        campaign.control(State.RUNNING);
        await().atMost(PATIENCE).until(() -> epoch() == 2);
        assertHeld();
        dropAll();
        campaign.assertPushedOnce();
    }

    @Test
    void whatWasDroppedDoesNotHoldAgainWhenTheTopicIsReadFromItsBeginning() {
        var origin = new Origin(
                Topic.CAMPAIGN_CONTROLS.topicName(),
                campaign.id(),
                "no word".getBytes(UTF_8),
                Map.of(
                        DeadLetterHeaders.PARTITION, "0",
                        DeadLetterHeaders.OFFSET, "9000000",
                        DeadLetterHeaders.TIMESTAMP, "1"));
        hold(origin);
        long id = tables.count("select id from held_control where campaign_id = ?", campaign.id());
        given().delete("/api/held-controls/" + id).then().statusCode(204);

        hold(origin);

        assertThat(holding(campaign.id())).isZero();
    }

    @Test
    void afterAFinalControlNothingIsHeld() {
        campaign.control(State.ENDED);
        await().atMost(PATIENCE).until(() -> epoch() == 2);

        hold(new Origin(Topic.CAMPAIGN_CONTROLS.topicName(), campaign.id(), new byte[0], Map.of()));

        assertThat(holding(campaign.id())).isZero();
    }

    private void hold(Origin origin) {
        QuarkusTransaction.requiringNew().run(() -> held.hold(List.of(new GivenUp(origin, "it is no word"))));
    }

    /** A brake in whose text something was replaced after it was written. */
    private ProducerRecord<byte[], byte[]> spoilt(String whole, String part) {
        var control = campaign.unsent(State.HALTED);
        var text = new String(control.value(), UTF_8);
        assertThat(text).contains(whole);
        return new ProducerRecord<>(
                control.topic(), null, control.key(), text.replace(whole, part).getBytes(UTF_8), control.headers());
    }

    private static ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
        return new ProducerRecord<>(Topic.CAMPAIGN_CONTROLS.topicName(), key, value);
    }

    private void assertHeld() {
        await().atMost(PATIENCE).until(() -> tables.waits(campaign.id(), HOLDING));
        assertThat(campaign.results(PushScheduled.class)).isEmpty();
        assertThat(campaign.ledger().values()).flatExtracting(LedgerOrg::jobs).isEmpty();
    }

    private long epoch() {
        return tables.count(
                "select coalesce(max(epoch), 0) from campaign_control where campaign_id = ?", campaign.id());
    }

    private long holding(String campaignId) {
        return tables.count(
                "select count(*) from held_control where campaign_id = ? and released_at is null", campaignId);
    }

    private static String readiness() {
        return given().get("/q/health/ready").body().asString();
    }
}
