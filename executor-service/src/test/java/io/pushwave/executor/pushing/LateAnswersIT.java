package io.pushwave.executor.pushing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.CampaignControl.State;
import io.pushwave.contracts.PushResult.FailureClass;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.LeftOutReason;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.executor.request.work.RequestStore;
import io.pushwave.executor.result.work.ResultReports;
import io.pushwave.executor.testing.ExecutorTables;
import io.pushwave.executor.testing.PushedCampaign;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.executor.testing.SalesforceStandIn.LedgerOrg;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.testing.KafkaTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that Salesforce does not end in time, because its time stands still. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class LateAnswersIT {
    private static final int ORGS = 40;
    private static final AtomicInteger HOURS = new AtomicInteger(48);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Interruptions interruptions;

    @Inject
    ExecutorTables tables;

    @Inject
    MeterRegistry metrics;

    SalesforceStandIn salesforce;
    KafkaTopics topics;

    @BeforeEach
    void openTopics() {
        topics = new KafkaTopics(bootstrapServers);
    }

    @AfterEach
    void healAndClose() {
        salesforce.letTimeRun();
        salesforce.heal();
        topics.close();
    }

    @Test
    void aLateAnswerCorrectsEachTimeoutOnce() {
        var campaign = timedOut();

        salesforce.letTimeRun();

        awaitFinished(campaign);
        assertTimedOutOnce(campaign);
        var corrections = campaign.results(PushCorrected.class);
        var ledger = campaign.ledger();
        assertThat(corrections)
                .hasSize(pushed(campaign))
                .extracting(corrected -> corrected.subject().commandId())
                .doesNotHaveDuplicates();
        assertThat(corrections)
                .allSatisfy(corrected -> assertThat(statusOf(corrected.outcome()))
                        .isEqualTo(statusOf(Objects.requireNonNull(
                                ledger.get(corrected.subject().orgKey())))));
        assertThat(corrections)
                .filteredOn(corrected -> corrected.outcome() == LateOutcome.FAILED)
                .allSatisfy(corrected ->
                        assertThat(corrected.failure().orElseThrow().group()).isPresent());
    }

    @Test
    void aLateAnswerTellsWhatTheCustomerDidMeanwhile() {
        var campaign = timedOut();
        var orgs = campaign.results(PushScheduled.class).stream()
                .map(scheduled -> scheduled.subject().orgKey())
                .toList();
        salesforce.changeOrg(
                orgs.get(0), "{\"installedVersionId\":\"" + salesforce.target().packageVersionId() + "\"}");
        salesforce.changeOrg(orgs.get(1), "{\"installedVersionId\":null}");

        salesforce.letTimeRun();

        awaitFinished(campaign);
        var corrections = campaign.results(PushCorrected.class).stream()
                .collect(Collectors.toMap(late -> late.subject().orgKey(), Function.identity()));
        assertThat(corrections.get(orgs.get(0)))
                .extracting(PushCorrected::outcome)
                .isEqualTo(LateOutcome.REACHED);
        assertThat(corrections.get(orgs.get(1))).satisfies(late -> {
            assertThat(late.outcome()).isEqualTo(LateOutcome.LEFT_OUT);
            assertThat(late.leftOut().orElseThrow().reason()).isEqualTo(LeftOutReason.UNINSTALLED);
        });
        // Orgs that had the version before were refused at once; how many there are depends on which orgs were taken.
        int hadItBefore = campaign.results(PushReached.class).size();
        assertThat(tables.intents(campaign.id(), "REACHED")).isEqualTo(hadItBefore + 1);
    }

    @Test
    void aTimeoutIsNotMeasuredAsAnotherActivation() {
        double reachedBefore = counted(RequestStore.TRANSITIONS, "state", "Activated");
        long timedBefore = metrics.timer(RequestStore.ACTIVATION).count();
        var campaign = timedOut();

        salesforce.letTimeRun();

        awaitFinished(campaign);
        long activated = tables.count(
                "select count(*) from push_request where campaign_id = ? and activated_at is not null", campaign.id());
        assertThat(counted(RequestStore.TRANSITIONS, "state", "Activated") - reachedBefore)
                .isEqualTo((double) activated);
        assertThat(metrics.timer(RequestStore.ACTIVATION).count() - timedBefore).isEqualTo(activated);
    }

    @Test
    void anOverdueOrgGetsNoOtherPushUntilItsAnswerHasCome() {
        var campaign = timedOut();
        var next = new PushedCampaign(
                topics, salesforce, List.copyOf(campaign.ledger().values()));

        next.control(State.RUNNING);
        next.commandAll();

        await().atMost(PATIENCE).until(() -> tables.intents(next.id(), "WAITING") == pushed(campaign));
        // Whatever is pushed meanwhile, it is another org.
        var other = new PushedCampaign(topics, salesforce, salesforce.take(10));
        other.control(State.RUNNING);
        other.commandAll();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(other.results(PushScheduled.class)).isNotEmpty());
        assertThat(tables.intents(next.id(), "WAITING")).isEqualTo(pushed(campaign));
        salesforce.letTimeRun();
        next.awaitEnds();
        assertThat(campaign.results(PushCorrected.class)).hasSize(pushed(campaign));
    }

    @Test
    void afterTheLatePeriodTheOrgsAreFreeAgainWithoutAnotherResult() {
        double timedOutBefore = counted(ResultReports.FAILURES, "class", FailureClass.TIMED_OUT.name(), "type", "none");
        double givenUpBefore = counted(ResultReports.GIVEN_UP);
        var campaign = timedOut();

        tables.change(
                "update push_request set overdue_since = overdue_since - interval '4 days' where campaign_id = ?",
                campaign.id());

        awaitFinished(campaign);
        assertTimedOutOnce(campaign);
        assertThat(campaign.results(PushCorrected.class)).isEmpty();
        assertThat(tables.intents(campaign.id(), "FAILED")).isEqualTo(pushed(campaign));
        assertThat(counted(ResultReports.FAILURES, "class", FailureClass.TIMED_OUT.name(), "type", "none")
                        - timedOutBefore)
                .isEqualTo(pushed(campaign));
        assertThat(counted(ResultReports.GIVEN_UP) - givenUpBefore).isEqualTo(pushed(campaign));
    }

    @Test
    void aDeathRightAfterTheTimeoutIsSurvivedWithoutASecondResult() {
        var campaign = scheduled();
        interruptions.dieAt("stored Activated");
        letTimeoutPass(campaign);
        await().atMost(PATIENCE).until(() -> !interruptions.pending("stored Activated"));

        tables.letLeasesRunOut(campaign.id());
        salesforce.letTimeRun();

        awaitFinished(campaign);
        assertTimedOutOnce(campaign);
        assertThat(campaign.results(PushCorrected.class)).hasSize(pushed(campaign));
    }

    @Test
    void anAbortCancelsWhatTimedOutWithoutHavingBegun() {
        var campaign = timedOut();

        campaign.control(State.ABORTED);

        awaitFinished(campaign);
        assertTimedOutOnce(campaign);
        assertThat(campaign.results(PushCorrected.class))
                .hasSize(pushed(campaign))
                .extracting(PushCorrected::outcome)
                .containsOnly(LateOutcome.CANCELLED);
        assertThat(campaign.ledger().values())
                .flatExtracting(LedgerOrg::jobs)
                .hasSize(pushed(campaign))
                .allMatch(job -> job.status().equals("Canceled"));
    }

    /** A campaign whose orgs were all reported as timed out. */
    private PushedCampaign timedOut() {
        var campaign = scheduled();
        letTimeoutPass(campaign);
        campaign.awaitEnds();
        await().atMost(PATIENCE).until(() -> tables.intents(campaign.id(), "OVERDUE") == pushed(campaign));
        return campaign;
    }

    /** A campaign whose orgs all have their jobs in Salesforce, which does not begin them. */
    private PushedCampaign scheduled() {
        salesforce.stopTime();
        var campaign = new PushedCampaign(topics, salesforce, salesforce.take(ORGS));
        campaign.control(State.RUNNING);
        campaign.commandAll();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(pushed(campaign) + campaign.terminal().size())
                                .isEqualTo(ORGS));
        return campaign;
    }

    /** How many orgs have a job; the others were refused at once. */
    private static int pushed(PushedCampaign campaign) {
        return campaign.results(PushScheduled.class).size();
    }

    /** Each time by another number of hours: the start seconds that become free are given out again, and may be moved, too. */
    private void letTimeoutPass(PushedCampaign campaign) {
        var past = "interval '%d hours'".formatted(HOURS.incrementAndGet());
        tables.change(
                "update push_request set activated_at = activated_at - " + past
                        + ", scheduled_start = scheduled_start - " + past + " where campaign_id = ?",
                campaign.id());
        tables.change(
                "update push_intent set stored_at = stored_at - " + past + " where campaign_id = ?", campaign.id());
    }

    private void assertTimedOutOnce(PushedCampaign campaign) {
        assertThat(campaign.terminal()).hasSize(ORGS);
        assertThat(campaign.results(PushFailed.class))
                .filteredOn(failed -> failed.failure().failureClass() == FailureClass.TIMED_OUT)
                .hasSize(pushed(campaign))
                .noneMatch(failed -> failed.failure().retryable());
    }

    private void awaitFinished(PushedCampaign campaign) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(tables.openRequests(campaign.id())).isZero());
    }

    private double counted(String name, String... tags) {
        return metrics.counter(name, tags).count();
    }

    private static String statusOf(LateOutcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> "Succeeded";
            case FAILED, REACHED, LEFT_OUT -> "Failed";
            case CANCELLED -> "Canceled";
        };
    }

    private static String statusOf(LedgerOrg org) {
        return org.jobs().getFirst().status();
    }
}
