package io.pushwave.executor.pushing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.InventoryAsker;
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

/** Campaigns, requests and packages share workers; what cannot be stored of one of them is its own trouble. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class PoisonedPollIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ExecutorTables tables;

    SalesforceStandIn salesforce;
    KafkaTopics topics;

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
    }

    @AfterEach
    void healAndClose() {
        acceptEverything();
        salesforce.letTimeRun();
        topics.close();
    }

    @Test
    void whatCannotBeStoredOfOneRequestHoldsNoOtherBackAndIsStoredAsSoonAsItCanBe() {
        // Given
        var poisoned = new PushedCampaign(topics, salesforce, salesforce.take(5));
        var healthy = new PushedCampaign(topics, salesforce, salesforce.take(5));
        salesforce.stopTime();
        poisoned.control(State.RUNNING);
        healthy.control(State.RUNNING);
        poisoned.commandAll();
        healthy.commandAll();
        await().atMost(PATIENCE).until(() -> active(poisoned) && active(healthy));
        long scheduled = tables.intents(poisoned.id(), "SCHEDULED");
        refuseEndsOf(poisoned);

        // When
        salesforce.letTimeRun();

        // Then
        healthy.assertPushedOnce();
        await().atMost(PATIENCE)
                .until(() -> tables.waits(poisoned.id(), "what Salesforce says of its jobs cannot be stored"));
        assertThat(tables.intents(poisoned.id(), "SCHEDULED")).isPositive().isEqualTo(scheduled);
        acceptEverything();
        poisoned.assertPushedOnce();
    }

    @Test
    void aCampaignWhoseRequestsCannotBeStoredHoldsNoOtherBack() {
        // Given
        var poisoned = new PushedCampaign(topics, salesforce, salesforce.take(2));
        var healthy = new PushedCampaign(topics, salesforce, salesforce.take(2));
        refuse("push_request", "insert", "new.campaign_id = '%s'".formatted(poisoned.id()));
        poisoned.control(State.RUNNING);
        poisoned.commandAll();
        await().atMost(PATIENCE).until(() -> tables.intents(poisoned.id(), "WAITING") == 2);

        // When
        healthy.control(State.RUNNING);
        healthy.commandAll();

        // Then
        healthy.assertPushedOnce();
        assertThat(tables.intents(poisoned.id(), "WAITING")).isEqualTo(2);
        acceptEverything();
        poisoned.assertPushedOnce();
    }

    @Test
    void anInventoryThatCannotBeAnsweredWaitsWithTheReasonAndIsAnsweredAsSoonAsItCanBe() {
        // Given
        var packageId = salesforce.target().packageId();
        var asker = new InventoryAsker(topics);
        refuse("inventory_request", "update", "new.package_id = '%s'".formatted(packageId));

        // When
        var request = asker.ask(packageId);

        // Then
        await().atMost(PATIENCE)
                .until(() -> tables.count(
                                "select count(*) from inventory where package_id = ? and waits_for like 'it cannot be answered%'",
                                packageId)
                        == 1);
        acceptEverything();
        assertThat(asker.awaitEnd(request)).isNotEmpty();
    }

    private boolean active(PushedCampaign campaign) {
        return tables.count(
                        "select count(*) from push_request where campaign_id = ? and state = 'ACTIVATED'",
                        campaign.id())
                == 1;
    }

    private void refuseEndsOf(PushedCampaign campaign) {
        refuse("push_intent", "update", "new.campaign_id = '%s' and new.state <> old.state".formatted(campaign.id()));
    }

    private void refuse(String table, String change, String condition) {
        tables.change("""
                create function poison() returns trigger language plpgsql as $$
                begin
                  if %s then
                    raise exception 'poisoned by the test';
                  end if;
                  return new;
                end $$
                """.formatted(condition));
        tables.change("create trigger poison before %s on %s for each row execute function poison()"
                .formatted(change, table));
    }

    private void acceptEverything() {
        // With everything that depends on it.
        tables.change("drop function if exists poison() cascade");
    }
}
