package io.pushwave.executor.pushing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
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

/** Requests share a question to Salesforce; what cannot be stored of one of them is its own trouble. */
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

    private boolean active(PushedCampaign campaign) {
        return tables.count(
                        "select count(*) from push_request where campaign_id = ? and state = 'ACTIVATED'",
                        campaign.id())
                == 1;
    }

    private void refuseEndsOf(PushedCampaign campaign) {
        tables.change("""
                create function poison() returns trigger language plpgsql as $$
                begin
                  if new.campaign_id = '%s' and new.state <> old.state then
                    raise exception 'poisoned by the test';
                  end if;
                  return new;
                end $$
                """.formatted(campaign.id()));
        tables.change("create trigger poison before update on push_intent for each row execute function poison()");
    }

    private void acceptEverything() {
        tables.change("drop trigger if exists poison on push_intent");
        tables.change("drop function if exists poison()");
    }
}
