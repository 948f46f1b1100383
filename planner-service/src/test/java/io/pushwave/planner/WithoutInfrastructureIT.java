package io.pushwave.planner;

import static io.pushwave.planner.SimulatedExecutor.SOON;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.pushwave.contracts.CampaignEvent.CampaignCompleted;
import io.pushwave.infrastructure.Infrastructure;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The planner is started first, and everything that it needs later. */
@QuarkusTest
@WithTestResource(WithoutInfrastructureIT.NotYetStarted.class)
class WithoutInfrastructureIT {
    Infrastructure infrastructure;

    /** Gives the addresses of servers that are started by the test. */
    public static final class NotYetStarted implements QuarkusTestResourceLifecycleManager {
        private final Infrastructure infrastructure = Infrastructure.create();

        @Override
        public Map<String, String> start() {
            return Map.of(
                    "kafka.bootstrap.servers", infrastructure.kafka().bootstrapServers(),
                    "quarkus.datasource.jdbc.url", infrastructure.postgres().jdbcUrl(),
                    "quarkus.datasource.username", infrastructure.postgres().username(),
                    "quarkus.datasource.password", infrastructure.postgres().password());
        }

        @Override
        public void stop() {
            infrastructure.close();
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(infrastructure, new TestInjector.MatchesType(Infrastructure.class));
        }
    }

    @Test
    void thePlannerSaysWhatIsMissingAndGoesOnWhenItIsThere() {
        // Given
        when().get("/q/health/ready").then().statusCode(503).body("status", equalTo("DOWN"));
        when().get("/q/health/live").then().statusCode(200);
        given().contentType("application/json")
                .body("{}")
                .post("/api/releases")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", endsWith("not-ready"))
                .body("detail", containsString("schema"));

        // When
        infrastructure.start();

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
        try (var executor = new SimulatedExecutor(infrastructure.kafka().bootstrapServers())) {
            var campaign = executor.campaignOf(executor.eligible(10));
            var completed = executor.answerUntil(campaign, CampaignCompleted.class, SimulatedResults::succeeded);
            assertThat(completed.succeeded()).isEqualTo(10);
        }
    }
}
