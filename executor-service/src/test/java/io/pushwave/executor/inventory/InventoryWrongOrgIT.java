package io.pushwave.executor.inventory;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.SubscriberInventory.SnapshotCompleted;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.InventoryAsker;
import io.pushwave.executor.testing.PublisherOrg;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Dev Hub that does not own a package answers every question about its subscribers with none. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class InventoryWrongOrgIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SUBSCRIBERS = 3;
    private static final AtomicInteger PACKAGES = new AtomicInteger();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ExecutorTables tables;

    SalesforceStandIn salesforce;
    PublisherOrg publisher;
    KafkaTopics topics;
    InventoryAsker asker;
    byte[] wrongOrg;
    byte[] rightOrg;
    String packageId;

    @BeforeEach
    void readOnce() {
        topics = new KafkaTopics(bootstrapServers);
        asker = new InventoryAsker(topics);
        publisher = new PublisherOrg(salesforce);
        wrongOrg = publisher.snapshot();
        var name = "kept" + PACKAGES.incrementAndGet();
        var version = publisher.addVersion(
                "\"packageName\":\"%s\",\"namespacePrefix\":\"%s\",\"major\":1,\"minor\":0".formatted(name, name));
        packageId = publisher.packageOf(version);
        salesforce.take(SUBSCRIBERS).forEach(org -> publisher.install(org.orgKey(), packageId, version));
        rightOrg = publisher.snapshot();
        assertThat(asker.snapshot(packageId)).hasSize(SUBSCRIBERS);
    }

    @AfterEach
    void healAndClose() {
        salesforce.heal();
        topics.close();
    }

    @Test
    void inAWrongOrgTheCopyIsKeptAndTheReadingWaitsWithTheReason() {
        loginsLeadTo(wrongOrg);

        given().post("/api/inventory/" + packageId + "/full-comparison").then().statusCode(202);

        awaitWaiting();
        assertThat(subscribers()).isEqualTo(SUBSCRIBERS);
        loginsLeadTo(rightOrg);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(waitsFor()).isNull());
        assertThat(subscribers()).isEqualTo(SUBSCRIBERS);
    }

    @Test
    void whoAsksInAWrongOrgIsAnsweredWhenTheLoginIsMended() {
        loginsLeadTo(wrongOrg);

        var request = asker.ask(packageId);

        awaitWaiting();
        loginsLeadTo(rightOrg);
        assertThat(asker.awaitEnd(request).getLast())
                .isInstanceOfSatisfying(
                        SnapshotCompleted.class,
                        completed -> assertThat(completed.rows()).isEqualTo(SUBSCRIBERS));
    }

    /** The org may know the session at hand, which is from before it was copied; in truth a session is one org's. */
    private void loginsLeadTo(byte[] org) {
        publisher.become(org);
        salesforce.fail(Fault.SESSION_ENDED, "GET", "*/query*", 1);
    }

    private void awaitWaiting() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(waitsFor())
                        .contains("does not own package " + packageId)
                        .contains("log in to its Dev Hub or packaging org"));
    }

    private String waitsFor() {
        return given().get("/api/inventory/" + packageId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("waitsFor");
    }

    private long subscribers() {
        return tables.count("select count(*) from subscriber where package_id = ?", packageId);
    }
}
