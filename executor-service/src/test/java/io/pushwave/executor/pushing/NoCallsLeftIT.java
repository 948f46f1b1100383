package io.pushwave.executor.pushing;

import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.executor.budget.work.CallSlots;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All calls that may run at once are others': there are more executors than calls, or a dead one's have not run out. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class NoCallsLeftIT {
    /** Twenty times as long as an executor takes to look for work. */
    private static final Duration LONG = Duration.ofSeconds(1);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ExecutorTables tables;

    @Inject
    CallSlots slots;

    SalesforceStandIn salesforce;
    KafkaTopics topics;

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
    }

    @AfterEach
    void giveBackAndClose() {
        tables.change("update call_slot set owner = null, lease_until = null where owner = 'another'");
        topics.close();
    }

    @Test
    void anExecutorThatCannotCallLeavesTheWorkToOthersUntilItCan() {
        // Given
        await().until(slots::any);
        tables.change("update call_slot set owner = 'another', lease_until = clock_timestamp() + interval '1 hour'");
        await().until(() -> !slots.any());
        var campaign = new PushedCampaign(topics, salesforce, salesforce.take(3));

        // When
        campaign.control(State.RUNNING);
        campaign.commandAll();

        // Then
        await().until(() -> tables.openRequests(campaign.id()) == 1);
        await().during(LONG).atMost(LONG.multipliedBy(3)).until(() -> neverClaimed(campaign));
        tables.change("update call_slot set owner = null, lease_until = null where owner = 'another'");
        campaign.assertPushedOnce();
    }

    private boolean neverClaimed(PushedCampaign campaign) {
        return tables.count("select max(fence) from push_request where campaign_id = ?", campaign.id()) == 0;
    }
}
