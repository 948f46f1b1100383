package io.pushwave.executor.pushing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerJob;
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

/** An activation that was allowed and then has to wait: what it was allowed by may be over when its turn has come. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class DelayedActivationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

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
        salesforce.heal();
        topics.close();
    }

    @Test
    void anActivationThatALoginDelayedBeyondABrakeIsNotSent() {
        // Given: the session ends with the activation, and a new one takes two seconds
        var campaign = new PushedCampaign(topics, salesforce, salesforce.take(20));
        salesforce.rule("""
                "method":"PATCH","endpoint":"*/sobjects/PackagePushRequest*","nth":1,"times":1,"effect":"unauthorized"\
                """);
        salesforce.rule("""
                "method":"POST","endpoint":"*/oauth2/token","always":true,"effect":"latency","latency":"PT2S"\
                """);
        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> salesforce.struck() > 0);

        // When
        campaign.control(State.HALTED);

        // Then
        await().atMost(PATIENCE)
                .until(() -> tables.count(
                                "select count(*) from push_request where campaign_id = ?"
                                        + " and state = 'VERIFIED' and waits_for = 'the campaign is halted'",
                                campaign.id())
                        > 0);
        assertThat(campaign.ledger().values().stream().flatMap(org -> org.jobs().stream()))
                .isNotEmpty()
                .extracting(LedgerJob::status)
                .containsOnly("Created");
        salesforce.heal();
        campaign.control(State.RUNNING);
        campaign.assertPushedOnce();
    }
}
