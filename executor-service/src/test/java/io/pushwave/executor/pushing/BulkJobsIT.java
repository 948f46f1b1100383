package io.pushwave.executor.pushing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that are added by the Bulk API 2.0. */
@QuarkusTest
@TestProfile(BulkJobsIT.InBulk.class)
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class BulkJobsIT {
    private static final String CREATION = "*/jobs/ingest";
    private static final String COLLECTIONS = "*/composite/sobjects";
    private static final String BATCHES = "*/jobs/ingest/*/batches/*";
    /** After so many attempts at a batch Salesforce gives its bulk job up. */
    private static final int ATTEMPTS = 21;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Interruptions interruptions;

    SalesforceStandIn salesforce;
    KafkaTopics topics;

    /** Requests of 50 orgs are worth a bulk job, and looks at it come soon. */
    public static final class InBulk implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "pushwave.executor.request.bulk-from", "50",
                    "pushwave.executor.request.bulk-poll-first", "PT0.02S",
                    "pushwave.executor.request.bulk-poll-longest", "PT0.1S",
                    "pushwave.executor.salesforce.call-timeout", "PT2S",
                    // What a dead process worked on is taken up soon.
                    "pushwave.executor.lease", "PT2.5S");
        }
    }

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
    void aRequestGetsItsJobsByOneBulkJobAndRefusedOrgsAreAnsweredAlone() {
        long bulkJobs = salesforce.calls("POST", CREATION);
        long collections = salesforce.calls("POST", COLLECTIONS);
        var campaign = push(250);

        campaign.assertPushedOnce();
        assertThat(salesforce.calls("POST", CREATION)).isEqualTo(bulkJobs + 1);
        assertThat(salesforce.calls("POST", COLLECTIONS)).isEqualTo(collections);
        assertThat(campaign.requestsInLedger()).hasSize(1);
        assertThat(campaign.results(PushSucceeded.class)).hasSizeGreaterThan(200);
        assertThat(campaign.results(PushLeftOut.class)).anySatisfy(leftOut -> {
            assertThat(leftOut.pushJobId()).isEmpty();
            assertThat(leftOut.leftOut().message()).contains("not eligible to receive this upgrade");
        });
    }

    /** A process dies between a call and the storing of its outcome, or right after storing. */
    @ParameterizedTest
    @CsvSource({"called AddJobs, 1", "stored Filling, 2", "called AddJobs, 2", "calling AddJobs, 3", "called AddJobs, 3"
    })
    void anExecutorThatDiesBesideABulkJobLeavesNoOrgOutAndPushesNoneTwice(String moment, int nth) {
        interruptions.dieAt(moment, nth);
        var campaign = push(60);

        campaign.assertPushedOnce();
        assertThat(interruptions.pending(moment)).isFalse();
        assertThat(campaign.requestsInLedger()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "LOSE_ANSWER, POST, */jobs/ingest",
        "LOSE_ANSWER, PUT, */jobs/ingest/*/batches",
        "LOSE_ANSWER, PATCH, */jobs/ingest/*",
        "LOSE_ANSWER, GET, */jobs/ingest/*",
        "LOSE_CALL, PUT, */jobs/ingest/*/batches",
        "LOSE_CALL, PATCH, */jobs/ingest/*",
        "UNAVAILABLE_PAGE, GET, */jobs/ingest/*/failedResults",
        "SESSION_ENDED, PATCH, */jobs/ingest/*"
    })
    void aCallThatGoesWrongLeavesNoOrgOutAndPushesNoneTwice(Fault fault, String method, String path) {
        salesforce.fail(fault, method, path, 1);
        var campaign = push(100);

        campaign.assertPushedOnce();
        assertThat(salesforce.struck()).isEqualTo(1);
    }

    @Test
    void orgsThatSalesforceRefusesForAPassingReasonAreTriedAgain() {
        salesforce.fail(Fault.SOMETHING_BAD, "BATCH", BATCHES, 1);
        var campaign = push(100);

        campaign.assertPushedOnce();
        assertThat(salesforce.struck()).isEqualTo(1);
        assertThat(campaign.results(PushSucceeded.class)).hasSizeGreaterThan(70);
    }

    @Test
    void orgsGetTheirJobsOtherwiseWhereNoBulkJobMayBeCreated() {
        salesforce.fail(Fault.SESSION_ENDED, "POST", "*/jobs/ingest", 2);
        long collections = salesforce.calls("POST", COLLECTIONS);
        var campaign = push(100);

        campaign.assertPushedOnce();
        assertThat(salesforce.struck()).isEqualTo(2);
        assertThat(salesforce.calls("POST", COLLECTIONS)).isGreaterThan(collections);
        assertThat(campaign.results(PushSucceeded.class)).hasSizeGreaterThan(70);
    }

    @Test
    void theOrgsOfABulkJobThatFailsGetTheirJobsOtherwise() {
        salesforce.fail(Fault.BULK_BATCH_TIMEOUT, "BATCH", BATCHES, ATTEMPTS);
        long collections = salesforce.calls("POST", COLLECTIONS);
        var campaign = push(100);

        campaign.assertPushedOnce();
        assertThat(salesforce.struck()).isEqualTo(ATTEMPTS);
        assertThat(salesforce.calls("POST", COLLECTIONS)).isGreaterThan(collections);
        assertThat(campaign.results(PushSucceeded.class)).hasSizeGreaterThan(70);
    }

    private PushedCampaign push(int orgs) {
        var campaign = new PushedCampaign(topics, salesforce, salesforce.take(orgs));
        campaign.control(State.RUNNING);
        campaign.commandAll();
        return campaign;
    }
}
