package io.pushwave.executor.pushing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.Fault;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerJob;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerOrg;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an abort takes back, by how far Salesforce has come: every org is reported, and nothing that can be cancelled begins. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class AbortIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Longer than the latest start after the scheduled one, and shorter than any installation takes after it. */
    private static final Duration ALL_BEGIN = Duration.ofSeconds(31);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Interruptions interruptions;

    @Inject
    ExecutorTables tables;

    SalesforceStandIn salesforce;
    KafkaTopics topics;

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
    }

    @AfterEach
    void letTimeRunAndClose() {
        salesforce.letTimeRun();
        topics.close();
    }

    @Test
    void whatIsPendingIsCancelledAndEveryOrgReported() {
        // Given
        var campaign = campaign(40);
        salesforce.stopTime();
        campaign.control(State.RUNNING);
        campaign.commandAll();
        awaitScheduled(campaign);
        assertThat(jobs(campaign)).extracting(LedgerJob::status).containsOnly("Pending");

        // When
        campaign.control(State.ABORTED);

        // Then
        campaign.assertPushedOnce();
        assertThat(campaign.results(PushCancelled.class))
                .hasSize(campaign.results(PushScheduled.class).size());
        assertThat(jobs(campaign)).extracting(LedgerJob::status).containsOnly("Canceled");
        salesforce.pass(Duration.ofHours(1));
        assertThat(campaign.ledger().values()).allMatch(org -> org.startedJobs() == 0);
    }

    @Test
    void anAbortCancelsWhenNoCallIsLeftForPushingAndFollowing() {
        // Given
        var campaign = campaign(40);
        salesforce.stopTime();
        campaign.control(State.RUNNING);
        campaign.commandAll();
        awaitScheduled(campaign);
        // It makes the executor forget the calls that it has in hand, and take no new ones for a while.
        salesforce.fail(Fault.LIMIT_EXCEEDED, "GET", "*/query*", 1);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> salesforce.struck() == 1);
        // Of the 80 % of 1,000,000 calls, only those are left that are kept for cancelling.
        tables.change("insert into api_grant (slice, calls) values (clock_timestamp(), 795000)");
        try {
            // When
            campaign.control(State.ABORTED);

            // Then
            campaign.assertPushedOnce();
            assertThat(jobs(campaign)).extracting(LedgerJob::status).containsOnly("Canceled");
        } finally {
            tables.change("delete from api_grant where calls >= 795000");
            salesforce.heal();
        }
    }

    @Test
    void whatHasBegunIsFollowedToItsEnd() {
        // Given
        var campaign = campaign(40);
        salesforce.stopTime();
        campaign.control(State.RUNNING);
        campaign.commandAll();
        awaitScheduled(campaign);
        salesforce.pass(ALL_BEGIN);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(campaign.results(PushStarted.class)).isNotEmpty());

        // When
        campaign.control(State.ABORTED);
        await().atMost(PATIENCE)
                .until(() -> tables.count(
                                "select count(*) from push_request where campaign_id = ? and not cancellable",
                                campaign.id())
                        > 0);
        salesforce.letTimeRun();

        // Then
        campaign.assertPushedOnce();
        assertThat(campaign.results(PushCancelled.class)).isEmpty();
        assertThat(jobs(campaign)).extracting(LedgerJob::status).isSubsetOf("Succeeded", "Failed");
    }

    @Test
    void anAbortWhileJobsAreAddedCancelsTheRequest() {
        // Given
        var campaign = campaign(40);
        interruptions.doAt("calling AddJobs", () -> {
            campaign.control(State.ABORTED);
            await().atMost(PATIENCE)
                    .until(() -> tables.count(
                                    "select count(*) from campaign_control where campaign_id = ? and state = 'ABORTED'",
                                    campaign.id())
                            == 1);
        });

        // When
        campaign.control(State.RUNNING);
        campaign.commandAll();

        // Then
        campaign.assertPushedOnce();
        assertThat(campaign.terminal())
                .allMatch(end ->
                        end instanceof PushCancelled || end instanceof PushLeftOut || end instanceof PushReached);
        assertThat(campaign.results(PushCancelled.class)).isNotEmpty();
        assertThat(campaign.results(PushScheduled.class)).isEmpty();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(jobs(campaign)).extracting(LedgerJob::status).containsOnly("Canceled"));
    }

    @Test
    void aRequestWithAnOrgTooManyIsCancelledAndItsOrgsArePushedInAnother() {
        // Given
        var campaign = campaign(40);
        var strangers = salesforce.take(20).stream().map(LedgerOrg::orgKey).toList();
        interruptions.doAt(
                "stored Filled",
                () -> assertThat(strangers)
                        .anyMatch(stranger -> salesforce.addJobAsSomebodyElse(
                                tables.texts(
                                                "select salesforce_id from push_request where campaign_id = ?",
                                                campaign.id())
                                        .getFirst(),
                                stranger)));

        // When
        campaign.control(State.RUNNING);
        campaign.commandAll();

        // Then
        campaign.assertPushedOnce();
        assertThat(campaign.requestsInLedger()).hasSize(2);
        assertThat(salesforce.ledger())
                .filteredOn(org -> strangers.contains(org.orgKey()))
                .allMatch(org -> org.startedJobs() == 0)
                .anyMatch(
                        org -> org.jobs().stream().anyMatch(job -> job.status().equals("Canceled")));
    }

    @Test
    void anOrgThatIsAddedWhileACampaignIsHaltedIsNotPushedWhenItGoesOn() {
        // Given
        var campaign = campaign(40);
        var strangers = salesforce.take(20).stream().map(LedgerOrg::orgKey).toList();
        interruptions.doAt("stored Verified", () -> {
            campaign.control(State.HALTED);
            await().atMost(PATIENCE)
                    .until(() -> tables.count(
                                    "select count(*) from campaign_control where campaign_id = ? and state = 'HALTED'",
                                    campaign.id())
                            == 1);
        });
        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE).until(() -> tables.waits(campaign.id(), "the campaign is halted"));
        var salesforceId = tables.texts("select salesforce_id from push_request where campaign_id = ?", campaign.id());
        assertThat(strangers).anyMatch(stranger -> salesforce.addJobAsSomebodyElse(salesforceId.getFirst(), stranger));

        // When
        campaign.control(State.RUNNING);

        // Then
        campaign.assertPushedOnce();
        assertThat(salesforce.ledger())
                .filteredOn(org -> strangers.contains(org.orgKey()))
                .allMatch(org -> org.startedJobs() == 0)
                .anyMatch(
                        org -> org.jobs().stream().anyMatch(job -> job.status().equals("Canceled")));
    }

    private PushedCampaign campaign(int orgs) {
        return new PushedCampaign(topics, salesforce, salesforce.take(orgs));
    }

    /** Every org is in an active request or was refused. */
    private static void awaitScheduled(PushedCampaign campaign) {
        await().atMost(PATIENCE).until(() -> {
            var results = campaign.results();
            long said = results.stream()
                    .map(PushResult::subject)
                    .map(PushResult.Subject::orgKey)
                    .distinct()
                    .count();
            return said == campaign.ledger().size() && results.stream().anyMatch(PushScheduled.class::isInstance);
        });
    }

    private static List<LedgerJob> jobs(PushedCampaign campaign) {
        return campaign.ledger().values().stream()
                .map(LedgerOrg::jobs)
                .flatMap(List::stream)
                .toList();
    }
}
