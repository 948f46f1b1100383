package io.pushwave.executor.pushing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.PushResult;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Towards the end of a large request, when few of its jobs are open. */
@QuarkusTest
@TestProfile(FewOpenJobsIT.LargeRequests.class)
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class FewOpenJobsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** More than a page of a query's answer, also without those that Salesforce refuses. */
    private static final int ORGS = 2500;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ExecutorTables tables;

    SalesforceStandIn salesforce;
    KafkaTopics topics;

    /** All orgs are in one request. */
    public static final class LargeRequests implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "pushwave.executor.request.max-orgs", "2500",
                    // Longer than it takes until all are there, however slow it is: a request that is full waits for
                    // none.
                    "pushwave.executor.request.linger", "PT1M",
                    // Bulk jobs wait where time stands still.
                    "pushwave.executor.request.bulk-from", "10001",
                    "pushwave.executor.polling.full-comparison", "PT0.1S");
        }
    }

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
    }

    @AfterEach
    void closeTopics() {
        salesforce.letTimeRun();
        topics.close();
    }

    @Test
    void theLastOpenJobsAreAskedForByTheirIdsAndStillAnswered() {
        // Given
        var campaign = new PushedCampaign(topics, salesforce, salesforce.take(ORGS));
        salesforce.stopTime();
        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE)
                .until(() -> tables.intents(campaign.id(), "SCHEDULED") > 0
                        && tables.intents(campaign.id(), "ASSIGNED") + tables.intents(campaign.id(), "WAITING") == 0);
        // As if all but three had ended.
        tables.change("""
                update push_intent set state = 'SUCCEEDED' where campaign_id = ? and state = 'SCHEDULED' and org_key not in (
                  select org_key from push_intent where campaign_id = ? and state = 'SCHEDULED' order by org_key limit 3)
                """, campaign.id(), campaign.id());
        var last = tables.texts(
                "select org_key from push_intent where campaign_id = ? and state = 'SCHEDULED'", campaign.id());
        long before = salesforce.callsSoFar();

        // When
        await().atMost(PATIENCE)
                .until(() -> salesforce.callsAfter(before).stream()
                        .anyMatch(call -> call.contains("FROM PackagePushJob WHERE Id IN")));
        salesforce.letTimeRun();

        // Then
        assertThat(last).hasSize(3);
        await().atMost(PATIENCE).until(() -> tables.openRequests(campaign.id()) == 0);
        assertThat(tables.intents(campaign.id(), "SCHEDULED")).isZero();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(campaign.terminal())
                        .extracting(PushResult::subject)
                        .extracting(subject -> subject.orgKey().value())
                        .containsAll(last));
    }
}
