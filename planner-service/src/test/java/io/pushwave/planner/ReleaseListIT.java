package io.pushwave.planner;

import static io.pushwave.planner.SimulatedExecutor.SOON;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.agroal.api.AgroalDataSource;
import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.InventoryRequest.Scope;
import io.pushwave.contracts.PackageRelease.PackageVersionReleased;
import io.pushwave.contracts.ReleaseReport.ReleaseReceived;
import io.pushwave.contracts.ReleaseReport.ReleaseRejected;
import io.pushwave.contracts.SubscriberInventory.PackageUnknown;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Releases as people find them again, and those that nobody answers for, or that come by the hundred. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class ReleaseListIT {
    KafkaBroker broker;

    @Inject
    AgroalDataSource dataSource;

    private SimulatedExecutor executor;

    @BeforeEach
    void startExecutor() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
    }

    @AfterEach
    void stopExecutor() {
        executor.close();
    }

    private PackageVersionReleased version(int number) {
        return new PackageVersionReleased(
                executor.packageId,
                executor.versionId(number),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Publishes events whose ids begin with the package's id. */
    private void publish(int... versions) {
        for (int number = 0; number < versions.length; number++) {
            executor.topics().publish(executor.packageId + "-" + number, version(versions[number]));
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(executor.reports())
                        .filteredOn(ReleaseReceived.class::isInstance)
                        .hasSize(versions.length));
    }

    @Test
    void whoeverSentAnEventByKafkaFindsWhatCameOfIt() {
        // Given
        publish(7);
        executor.catalogue(executor.awaitRequest());

        // When
        await().atMost(SOON).untilAsserted(() -> assertThat(executor.reports()).hasSize(2));

        // Then
        given().queryParam("source", "/upstream")
                .queryParam("id", executor.packageId + "-0")
                .get("/api/releases")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].state", equalTo("REJECTED"))
                .body("items[0].rejectedBecause", equalTo("beta-version"))
                .body("items[0].detail", containsString("is a beta"))
                .body("items[0].eventId", equalTo(executor.packageId + "-0"))
                .body("items[0].source", equalTo("/upstream"))
                .body("items[0].receivedAt", notNullValue())
                .body("items[0].decidedAt", notNullValue());
        given().queryParam("source", "/elsewhere")
                .queryParam("id", executor.packageId + "-0")
                .get("/api/releases")
                .then()
                .body("items", empty());
        assertThat(executor.reports().getLast())
                .isInstanceOfSatisfying(
                        ReleaseRejected.class,
                        rejected -> assertThat(rejected.because()).isEqualTo("beta-version"));
    }

    @Test
    void releasesAreListedNewestFirstInPages() {
        // Given
        publish(7, 8, 9);
        executor.catalogue(executor.awaitRequest());
        executor.catalogue(executor.awaitRequests(2).getLast());
        await().atMost(SOON).untilAsserted(() -> assertThat(executor.reports()).hasSize(6));
        var longForm = executor.packageId + "AAA";

        // When
        var first = given().queryParam("package", longForm)
                .queryParam("state", "rejected")
                .queryParam("limit", 2)
                .get("/api/releases");

        // Then
        var next = first.then()
                .statusCode(200)
                .body("items.eventId", contains(executor.packageId + "-2", executor.packageId + "-1"))
                .extract()
                .<String>path("next");
        given().queryParam("package", executor.packageId)
                .queryParam("limit", 2)
                .queryParam("after", next)
                .get("/api/releases")
                .then()
                .body("items.eventId", contains(executor.packageId + "-0"))
                .body("next", equalTo(null));
        given().queryParam("package", executor.packageId)
                .queryParam("state", "CHECKING")
                .get("/api/releases")
                .then()
                .body("items", empty());
    }

    @Test
    void aReleaseThatNobodyAnswersForIsRejectedAndALateAnswerChangesNothing() throws SQLException {
        // Given
        publish(5);
        var request = executor.awaitRequest();
        execute("update release set received_at = received_at - interval '31 minutes' where package_id = '"
                + executor.packageId + "'");
        execute("update catalogue_question set asked_at = asked_at - interval '31 minutes' where package_id = '"
                + executor.packageId + "'");

        // When
        var reason = executor.awaitDeadLetterReason(Topic.PACKAGE_RELEASES, executor.target);

        // Then
        assertThat(reason)
                .startsWith("no-answer: nobody said within PT30M which versions package " + executor.packageId);
        executor.catalogue(request);
        executor.awaitHandled(Topic.SUBSCRIBERS);
        when().get("/api/releases/" + request)
                .then()
                .body("state", equalTo("REJECTED"))
                .body("rejectedBecause", equalTo("no-answer"))
                .body("campaignId", equalTo(null));
        assertThat(executor.tail().messages(Topic.CAMPAIGN_EVENTS, CampaignCreated.class))
                .noneMatch(created -> created.packageId().equals(executor.packageId));
        when().get("/q/metrics")
                .then()
                .body(containsString("pushwave_releases_rejected_total{reason=\"no-answer\"}"))
                .body(containsString("pushwave_releases{state=\"REJECTED\"}"));
        // The next one is asked for anew.
        executor.topics().publish(executor.packageId + "-again", version(5));
        executor.catalogue(executor.awaitRequests(2).getLast());
        executor.awaitCampaign();
    }

    @Test
    void aReleaseWhoseAnswerLiesUnreadDoesNotTimeOutBesideOneThatHasNone() throws SQLException {
        // Given
        publish(5);
        try (var unanswered = new SimulatedExecutor(broker.bootstrapServers());
                var catalogues = dataSource.getConnection()) {
            unanswered.topics().publish("release-of-" + unanswered.packageId, unanswered.release());
            unanswered.awaitRequest();
            catalogues.setAutoCommit(false);
            catalogues.createStatement().execute("lock table package in share mode");
            executor.catalogue(executor.awaitRequest());

            // When
            execute("""
                    update release set received_at = now()
                        - case package_id when '%s' then interval '30 minutes' else interval '2 hours' end
                    where package_id in ('%1$s', '%s')
                    """.formatted(executor.packageId, unanswered.packageId));

            // Then
            assertThat(unanswered.awaitDeadLetterReason(Topic.PACKAGE_RELEASES, unanswered.target))
                    .startsWith("no-answer");
            catalogues.rollback();
            executor.awaitCampaign();
        }
    }

    @Test
    void aCampaignWhoseSubscribersStopComingIsAbortedAndMakesRoomForAnotherRelease() throws SQLException {
        // Given
        publish(5);
        executor.catalogue(executor.awaitRequest());
        var campaign = executor.awaitCampaign();
        executor.firstPage(campaign);
        executor.awaitHandled(Topic.SUBSCRIBERS);
        execute("update campaign set created_at = created_at - interval '3 hours' where id = '" + campaign + "'");
        when().get("/api/campaigns/" + campaign).then().body("state", equalTo("PREPARING"));

        // When
        execute("update inventory_snapshot set received_at = received_at - interval '121 minutes' where request_id = '"
                + campaign + "'");

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> when().get("/api/campaigns/" + campaign)
                        .then()
                        .body("state", equalTo("ABORTED"))
                        .body("stateReason", containsString("nothing was heard of them for PT2H")));
        executor.topics().publish(executor.packageId + "-again", version(5));
        executor.catalogue(executor.awaitRequests(2).getLast());
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(executor.requests(Scope.SUBSCRIBERS)).hasSize(2));
    }

    @Test
    void releasesThatComeTogetherAreAskedForTogetherAndCostNoSubscribers() {
        // Given
        publish(IntStream.range(0, 40).map(_ -> 7).toArray());
        executor.catalogue(executor.awaitRequest());

        // When
        executor.catalogue(executor.awaitRequests(2).getLast());

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(executor.reports())
                        .filteredOn(ReleaseRejected.class::isInstance)
                        .hasSize(40));
        assertThat(executor.requests(Scope.CATALOGUE)).hasSize(2);
        assertThat(executor.requests(Scope.SUBSCRIBERS)).isEmpty();
    }

    @Test
    void releasesOfAPackageThatDoesNotExistAreAskedForTogetherAsWell() {
        // Given
        publish(5, 5, 5);

        // When
        executor.publish(new PackageUnknown(executor.awaitRequest(), executor.packageId, SimulatedExecutor.THEN));
        executor.publish(
                new PackageUnknown(executor.awaitRequests(2).getLast(), executor.packageId, SimulatedExecutor.THEN));

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(executor.reports())
                        .filteredOn(ReleaseRejected.class::isInstance)
                        .hasSize(3));
    }

    @Test
    void ofReleasesThatComeTogetherOneStartsACampaignAndTheOthersSayWhich() {
        // Given
        publish(5, 6, 5);

        // When
        executor.catalogue(executor.awaitRequest());

        // Then
        var campaign = executor.awaitCampaign();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(executor.reports())
                        .filteredOn(ReleaseRejected.class::isInstance)
                        .map(ReleaseRejected.class::cast)
                        .extracting(
                                ReleaseRejected::because,
                                rejected -> rejected.detail().contains(campaign))
                        .containsExactly(tuple("campaign-active", true), tuple("campaign-active", true)));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(executor.requests(Scope.SUBSCRIBERS)).isEqualTo(List.of(campaign)));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
