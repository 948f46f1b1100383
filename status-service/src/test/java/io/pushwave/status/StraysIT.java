package io.pushwave.status;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.pushwave.contracts.CampaignEvent.CampaignPlanned;
import io.pushwave.contracts.CampaignPlanEntry.OrgExcluded;
import io.pushwave.contracts.Message;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.Topic;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What should not have come, and what should have and did not: neither may look like the truth. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class StraysIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    KafkaBroker broker;

    @Inject
    ViewFixture view;

    private static long seed() {
        long seed = Long.getLong("pushwave.seed", System.nanoTime());
        System.out.println("StraysIT: -Dpushwave.seed=" + seed);
        return seed;
    }

    @Test
    void strayResultsAreCountedAndListedAndChangeNothingElse() {
        // Given
        long seed = seed();
        var scenario = CampaignScenario.of(seed, "strayed", 200, CampaignScenario.Ending.COMPLETED);
        var shuffled = new ArrayList<>(scenario.messages());
        shuffled.addAll(scenario.strays(seed, 80));
        Collections.shuffle(shuffled, new Random(seed));

        // When
        ViewFixture.publish(broker, shuffled);

        // Then
        var expected = InMemoryView.of(scenario.campaignId(), shuffled);
        view.awaitEqualTo(expected);
        assertThat(view.orgs(scenario.campaignId()))
                .isEqualTo(InMemoryView.of(scenario).standings());
        var counted =
                expected.strays().values().stream().mapToInt(Long::intValue).sum();
        when().get("/api/campaigns/strayed")
                .then()
                .body("complete", equalTo(true))
                .body("strayResults.values().sum()", equalTo(counted));
        assertThat(listed("strayed", 7)).hasSize(counted);
    }

    /** All reasons that are listed, page by page. */
    private static List<String> listed(String campaignId, int limit) {
        var reasons = new ArrayList<String>();
        var after = "";
        while (true) {
            var page = when().get("/api/campaigns/" + campaignId + "/stray-results?limit=" + limit + after)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            reasons.addAll(page.getList("items.reason", String.class));
            if (page.getString("next") == null) {
                return reasons;
            }
            after = "&after=" + page.getString("next");
        }
    }

    @Test
    void aResultThatDoesNotCountIsMarkedInTheTimelineOfItsOrg() {
        // Given
        var scenario = CampaignScenario.of(3, "strayed-org", 40, CampaignScenario.Ending.COMPLETED);
        var stray = scenario.strays(5, 60).stream()
                .filter(result -> scenario.plan().stream()
                        .anyMatch(entry -> !(entry instanceof OrgExcluded)
                                && entry.org().orgKey().equals(result.subject().orgKey())))
                .findFirst()
                .orElseThrow();
        var all = new ArrayList<Message>(scenario.messages());
        all.add(stray);

        // When
        ViewFixture.publish(broker, all);

        // Then
        view.awaitEqualTo(InMemoryView.of(scenario.campaignId(), all));
        var marked = when().get(
                        "/api/campaigns/strayed-org/orgs/" + stray.subject().orgKey())
                .jsonPath()
                .getList("timeline.findAll { it.notCounted }");
        assertThat(marked).hasSize(1);
    }

    @Test
    void aPlanWhoseExcludedOrgsTheLogNoLongerHasIsIncomplete() {
        // Given
        var scenario = CampaignScenario.of(seed(), "purged-plan", 100, CampaignScenario.Ending.COMPLETED);

        // When
        ViewFixture.publish(
                broker,
                scenario.messages().stream()
                        .filter(message -> !(message instanceof OrgExcluded))
                        .toList());

        // Then
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> when().get("/api/campaigns/purged-plan")
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("COMPLETED"))
                        .body("orgs.excluded", equalTo(10))
                        .body("complete", equalTo(false))
                        .body("missing.size()", equalTo(1))
                        .body("missing[0].what", equalTo("PLAN_ENTRIES"))
                        .body("missing[0].stillReading", equalTo(false))
                        .body(
                                "missing[0].text",
                                equalTo("10 of 100 plan entries are missing: the log no longer has them.")));
    }

    @Test
    void resultsThatTheLogNoLongerHasAreNoEnd() {
        // Given
        var scenario = CampaignScenario.of(seed(), "purged-results", 100, CampaignScenario.Ending.COMPLETED);

        // When
        ViewFixture.publish(
                broker,
                scenario.messages().stream()
                        .filter(message -> !(message instanceof PushResult))
                        .toList());

        // Then
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> when().get("/api/campaigns/purged-results")
                        .then()
                        .statusCode(200)
                        .body("complete", equalTo(false))
                        .body("missing[0].what", equalTo("ENDS"))
                        .body("missing[0].missing", equalTo(90)));
    }

    @Test
    void aGapThatAConsumerCameUponIsShownWithWhatIsMissingAndWithTheHealthOfTheView() {
        // Given
        var scenario = CampaignScenario.of(seed(), "purged-noticed", 40, CampaignScenario.Ending.COMPLETED);
        ViewFixture.publish(broker, scenario.events());
        ViewFixture.publish(broker, scenario.plan());
        try {
            // When
            view.noteGap(Topic.PUSH_RESULTS, "push-results", 3, 100, 220);

            // Then
            var text =
                    "Gone from the log: offsets 100 to 219 of pushwave.push-results.v1 partition 3 were removed before"
                            + " push-results had read them.";
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> when().get("/api/campaigns/purged-noticed")
                            .then()
                            .statusCode(200)
                            .body("missing.text", hasItem(text)));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> when().get("/api/health-of-services").then().body("view.gaps.text", hasItem(text)));
        } finally {
            view.forgetGaps();
        }
    }

    @Test
    void aCampaignWhoseFirstEventIsGoneIsShownAndIncompleteUntilItComes() {
        // Given
        var scenario = CampaignScenario.of(seed(), "purged-begin", 40, CampaignScenario.Ending.ABORTED);

        // When
        ViewFixture.publish(broker, scenario.events().stream().skip(1).toList());
        ViewFixture.publish(broker, scenario.plan());
        ViewFixture.publish(broker, scenario.results());

        // Then
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> when().get("/api/campaigns/purged-begin")
                        .then()
                        .statusCode(200)
                        .body("complete", equalTo(false))
                        .body(
                                "missing[0].text",
                                equalTo("Events 1 of the campaign are missing: the log no longer has them.")));
        ViewFixture.publish(broker, scenario.events().subList(0, 1));
        view.awaitEqualTo(InMemoryView.of(scenario));
        when().get("/api/campaigns/purged-begin").then().body("complete", equalTo(true));
    }

    @Test
    void anAttemptAboveTheMaximumStopsCountingWhenThePlanBecomesKnown() {
        // Given
        long seed = seed();
        var scenario = CampaignScenario.of(seed, "planned-last", 60, CampaignScenario.Ending.COMPLETED);
        var before = new ArrayList<Message>();
        before.addAll(scenario.strays(seed, 40));
        before.addAll(scenario.plan());
        before.addAll(scenario.results());
        scenario.events().stream()
                .filter(event -> !(event instanceof CampaignPlanned))
                .forEach(before::add);
        ViewFixture.publish(broker, before);
        view.awaitEqualTo(InMemoryView.of(scenario.campaignId(), before));

        // When
        var planned = scenario.events().stream()
                .filter(CampaignPlanned.class::isInstance)
                .toList();
        ViewFixture.publish(broker, planned);

        // Then
        var all = new ArrayList<Message>(before);
        all.addAll(planned);
        view.awaitEqualTo(InMemoryView.of(scenario.campaignId(), all));
        assertThat(view.orgs(scenario.campaignId()))
                .isEqualTo(InMemoryView.of(scenario).standings());
    }
}
