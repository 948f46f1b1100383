package io.pushwave.executor.pushing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When jobs changed is in no documentation: without it they are all read each time. */
@QuarkusTest
@TestProfile(ChangesLeftOutIT.OwnExecutor.class)
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class ChangesLeftOutIT {
    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    SalesforceStandIn salesforce;
    KafkaTopics topics;

    /** An executor remembers that it was refused; no other test is to have this one. */
    public static final class OwnExecutor implements QuarkusTestProfile {}

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
    void whereSalesforceDoesNotTellWhenJobsChangedTheyAreFollowedAllTheSame() {
        // Given
        var campaign = new PushedCampaign(topics, salesforce, salesforce.take(40));
        salesforce.refuseQueries(
                "*SystemModstamp*FROM PackagePushJob*", "No such column 'SystemModstamp' on entity 'PackagePushJob'");

        // When
        campaign.control(State.RUNNING);
        campaign.commandAll();

        // Then
        campaign.assertPushedOnce();
        // Requests and overdue ones are followed by two workers.
        assertThat(salesforce.struck()).isBetween(1, 2);
    }
}
