package io.pushwave.status.release;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.pushwave.contracts.CampaignEvent.CampaignCreated;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.ReleaseReport;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.pushwave.status.CampaignScenario;
import io.pushwave.status.ReleaseScenario;
import io.pushwave.status.ViewFixture;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Releases from their reports to the list: each test has a package of its own. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class ReleasesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00Z");
    private static final int RELEASES = 30;

    KafkaBroker broker;

    private String packageId = "";
    private ReleaseScenario scenario = new ReleaseScenario(List.of(), List.of());

    @BeforeEach
    void makeUpAScenario(TestInfo test) {
        long seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("ReleasesIT: -Dpushwave.seed=" + seed);
        var name = test.getDisplayName() + test.getTestMethod().orElseThrow().getName();
        packageId = "033%012d".formatted(name.hashCode() & 0xFFFFFFFFL);
        scenario = ReleaseScenario.of(seed, "release-" + packageId, packageId, RELEASES, AT);
    }

    private List<Map<String, Object>> list(Map<String, Object> parameters) {
        return given().queryParams(parameters)
                .queryParam("packageId", packageId)
                .get("/api/releases")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private static List<String> ids(List<Map<String, Object>> items) {
        return items.stream().map(item -> (String) item.get("releaseId")).toList();
    }

    private void publish(List<? extends Message> messages) {
        ViewFixture.publish(broker, messages);
    }

    private void awaitReleases() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(list(Map.of("limit", 100)).stream()
                                .map(item ->
                                        item.get("releaseId") + " " + item.get("outcome") + " " + item.get("outcomeAt")
                                                + " " + item.get("receivedAt") + " " + item.get("detail")))
                        .containsExactlyElementsOf(scenario.newestFirst(Optional.empty()).stream()
                                .map(ReleasesIT::described)
                                .toList()));
    }

    private static String described(ReleaseView view) {
        var standing = view.standing();
        return view.releaseId() + " " + standing.outcome() + " " + standing.at() + " " + view.firstAt() + " "
                + standing.detail().orElse(null);
    }

    @Test
    void reportsInAnyOrderAndMoreThanOnceTellTheSameReleases() {
        // Given
        var twice = new ArrayList<ReleaseReport>(scenario.reports());
        twice.addAll(scenario.reports());
        Collections.shuffle(twice, new Random(twice.hashCode()));

        // When
        publish(twice);

        // Then
        awaitReleases();
    }

    @ParameterizedTest
    @EnumSource
    void releasesAreListedByTheirOutcomeNewestFirst(ReleaseOutcome outcome) {
        // Given
        publish(scenario.reports());
        awaitReleases();

        // When
        var listed = ids(list(Map.of("outcome", outcome)));

        // Then
        assertThat(listed)
                .isNotEmpty()
                .containsExactlyElementsOf(scenario.newestFirst(Optional.of(outcome)).stream()
                        .map(ReleaseView::releaseId)
                        .toList());
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        // Given
        publish(scenario.reports());
        awaitReleases();

        // When
        var listed = pages(Map.of("packageId", packageId));

        // Then
        assertThat(listed)
                .containsExactlyElementsOf(scenario.newestFirst(Optional.empty()).stream()
                        .map(ReleaseView::releaseId)
                        .toList());
    }

    @Test
    void pagesOfAllPackagesHaveEveryRelease() {
        // Given
        publish(scenario.reports());
        awaitReleases();

        // When
        var all = pages(Map.of());

        // Then
        assertThat(all)
                .doesNotHaveDuplicates()
                .containsSubsequence(scenario.newestFirst(Optional.empty()).stream()
                        .map(ReleaseView::releaseId)
                        .toList());
        assertThat(pages(Map.of("outcome", "rejected")))
                .doesNotHaveDuplicates()
                .containsSubsequence(scenario.newestFirst(Optional.of(ReleaseOutcome.REJECTED)).stream()
                        .map(ReleaseView::releaseId)
                        .toList());
    }

    private static List<String> pages(Map<String, Object> parameters) {
        var all = new ArrayList<String>();
        var after = Optional.<String>empty();
        do {
            var request = given().queryParams(parameters).queryParam("limit", 7);
            after.ifPresent(next -> request.queryParam("after", next));
            JsonPath page = request.get("/api/releases").jsonPath();
            all.addAll(page.getList("items.releaseId", String.class));
            after = Optional.ofNullable(page.getString("next"));
        } while (after.isPresent());
        return all;
    }

    @Test
    void anAcceptedReleaseHasTheNamesOfItsCampaign() {
        // Given
        publish(scenario.reports());
        awaitReleases();
        var accepted =
                scenario.newestFirst(Optional.of(ReleaseOutcome.ACCEPTED)).getFirst();
        var campaignId = accepted.standing().campaignId().orElseThrow();

        // When
        publish(List.of(new CampaignCreated(
                campaignId,
                1,
                AT,
                packageId,
                "Roadster",
                CampaignScenario.VERSION_ID,
                "Winter",
                "4.2.0.1",
                "standard",
                Optional.empty(),
                Optional.empty())));

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> given().queryParam("packageId", packageId)
                        .queryParam("outcome", "ACCEPTED")
                        .get("/api/releases")
                        .then()
                        .body("items[0].campaignId", equalTo(campaignId))
                        .body("items[0].packageName", equalTo("Roadster"))
                        .body("items[0].versionNumber", equalTo("4.2.0.1")));
    }

    @Test
    void aReportThatCannotBeReadIsADeadLetterAndTheOthersAreFolded() {
        // Given
        var poison = ("{\"poison\":\"" + packageId + "\"").getBytes(StandardCharsets.UTF_8);
        try (var topics = new KafkaTopics(broker.bootstrapServers())) {
            var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
            for (var one : ViewFixture.records(topics, scenario.reports())) {
                records.add(new ProducerRecord<>(one.topic(), null, one.key(), poison, one.headers()));
                records.add(one);
            }

            // When
            topics.publish(records);

            // Then
            awaitReleases();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(topics.read(Topic.RELEASE_REPORTS.deadLetterTopicName()).stream()
                                    .filter(one -> Arrays.equals(one.value(), poison)))
                            .hasSameSizeAs(scenario.reports()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400 | outcome   | lost            | one of [RECEIVED, ACCEPTED, REJECTED] is expected
        400 | packageId | 04t000000000009 | 033
        400 | packageId | 033             | 033
        400 | after     | x               | the value of next in an earlier answer is expected
        400 | limit     | 0               | a whole number from 1 to 1000 is expected
        422 | package   | 033             | package is unknown; known are after, limit, outcome, packageId
        """)
    void whatBreaksARuleIsRefusedWithFieldValueAndRule(int status, String field, String value, String rule) {
        // When
        var answer = when().get("/api/releases?" + field + "=" + value);

        // Then
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("value", equalTo(value))
                .body("rule", containsString(rule));
    }
}
