package io.pushwave.executor.command.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushCommand.OrgPushCommanded;
import io.pushwave.executor.command.IntentGroup;
import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.Origin;
import io.pushwave.messaging.Received;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything happens in one transaction that is never committed, so no worker sees it, and no statistics exist. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class PushIntentsIT {
    private static final IntentGroup GROUP = new IntentGroup(
            "backlog", 1, "033000000000ABcAAM", "04t000000000ABcAAM", Optional.empty(), 1, Instant.EPOCH);

    @Inject
    PushIntents intents;

    @Inject
    WaitingIntents waiting;

    @Inject
    OverdueIntents overdue;

    @Inject
    UnusableCommands unusable;

    @Inject
    SchemaMigration schema;

    @BeforeEach
    void begin() {
        schema.awaitReady();
        QuarkusTransaction.begin();
    }

    @AfterEach
    void rollBack() {
        QuarkusTransaction.rollback();
    }

    @Test
    void aBacklogOfManyThousandsDoesNotSlowFormingDown() {
        intents.add(IntStream.range(0, 20_000)
                .mapToObj(number -> command(number, 1))
                .toList());
        long begun = System.nanoTime();

        int assigned = waiting.assign(GROUP, "request-1", 1000);

        assertThat(assigned).isEqualTo(1000);
        // Ten times what it takes; comparing every row with every other takes a hundred times as long.
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aCommandIsStoredOnce() {
        assertThat(intents.add(List.of(command(1, 1), command(2, 1)))).isEqualTo(2);

        assertThat(intents.add(List.of(command(2, 1), command(3, 1)))).isEqualTo(1);
    }

    @Test
    void ofAnOrgsCommandsOneIsInFlight() {
        intents.add(List.of(command(1, 1), command(1, 2), command(2, 1)));

        assertThat(waiting.assign(GROUP, "request-1", 1000)).isEqualTo(2);
        assertThat(waiting.assign(GROUP, "request-2", 1000)).isZero();
        intents.recordJobs("request-1", Map.of(org(1), "0DX1", org(2), "0DX2"));
        assertThat(intents.scheduled("request-1")).hasSize(2);
        assertThat(waiting.assign(GROUP, "request-3", 1000)).isZero();
        assertThat(intents.endAll("request-1", IntentState.FAILED)).hasSize(2);

        assertThat(waiting.assign(GROUP, "request-4", 1000)).isEqualTo(1);
    }

    @Test
    void anOrgsCommandsForOnePackageWaitForEachOtherHoweverItIsSpelled() {
        var shortened = commandFor(
                1,
                2,
                GROUP.packageId().substring(0, 15),
                GROUP.packageVersionId().substring(0, 15));
        intents.add(List.of(command(1, 1), shortened, command(1, 3)));

        assertThat(waiting.assign(GROUP, "request-1", 1000)).isEqualTo(1);
        assertThat(waiting.assign(GROUP, "request-2", 1000)).isZero();
        assertThat(intents.endAll("request-1", IntentState.FAILED)).hasSize(1);
        assertThat(waiting.assign(GROUP, "request-3", 1000)).isEqualTo(1);
        assertThat(waiting.assign(GROUP, "request-4", 1000)).isZero();
        assertThat(intents.endAll("request-3", IntentState.FAILED))
                .extracting(ended -> ended.subject().attempt())
                .containsExactly(2);
    }

    @Test
    void aCommandWithItsIdsSpelledInAnotherWayDoesNotContradictItself() {
        var shortened = commandFor(
                1,
                1,
                GROUP.packageId().substring(0, 15),
                GROUP.packageVersionId().substring(0, 15));
        intents.add(List.of(shortened));

        assertThat(unusable.contradicting(List.of(shortened, command(1, 1)))).isEmpty();
        assertThat(unusable.contradicting(List.of(commandFor(1, 1, GROUP.packageId(), "04t000000000ABdAAM"))))
                .hasSize(1);
    }

    @Test
    void aPushThatTimedOutStaysInFlightUntilItIsAnsweredOrGivenUp() {
        intents.add(List.of(command(1, 1), command(1, 2), command(2, 1), command(2, 2)));
        waiting.assign(GROUP, "request-1", 1000);
        intents.recordJobs("request-1", Map.of(org(1), "0DX1", org(2), "0DX2"));
        intents.scheduled("request-1");

        assertThat(overdue.begin("request-1")).hasSize(2);
        assertThat(overdue.begin("request-1")).isEmpty();

        assertThat(intents.withOpenCommands(List.of("request-1"))).containsExactly("request-1");
        assertThat(intents.endAll("request-1", IntentState.CANCELLED)).isEmpty();
        assertThat(waiting.assign(GROUP, "request-2", 1000)).isZero();
        var ended = List.of(new JobProgress("request-1", org(1), "0DX1", IntentState.SUCCEEDED));
        assertThat(overdue.answered(ended)).hasSize(1);
        assertThat(overdue.answered(ended)).isEmpty();
        assertThat(waiting.assign(GROUP, "request-3", 1000)).isEqualTo(1);
        assertThat(overdue.giveUp("request-1")).isEqualTo(1);
        assertThat(intents.withOpenCommands(List.of("request-1"))).isEmpty();
        assertThat(waiting.assign(GROUP, "request-4", 1000)).isEqualTo(1);
    }

    @Test
    void onlyAnEndIsNewsOfAPushThatTimedOut() {
        intents.add(List.of(command(1, 1)));
        waiting.assign(GROUP, "request-1", 1000);
        intents.recordJobs("request-1", Map.of(org(1), "0DX1"));
        intents.scheduled("request-1");
        var started = new JobProgress("request-1", org(1), "0DX1", IntentState.STARTED);
        var failed = new JobProgress("request-1", org(1), "0DX1", IntentState.FAILED);
        assertThat(intents.whatIsNew(List.of(started))).hasSize(1);
        intents.progressed(List.of(started));
        assertThat(intents.whatIsNew(List.of(started))).isEmpty();

        overdue.begin("request-1");

        assertThat(intents.whatIsNew(List.of(started, failed))).containsExactly(failed);
    }

    private static Received<OrgPushCommanded> command(int number, int attempt) {
        return commandFor(number, attempt, GROUP.packageId(), GROUP.packageVersionId());
    }

    private static Received<OrgPushCommanded> commandFor(
            int number, int attempt, String packageId, String packageVersionId) {
        var command = new OrgPushCommanded(
                "backlog/" + number + "/" + attempt,
                "backlog",
                org(number),
                packageId,
                packageVersionId,
                1,
                attempt,
                Instant.EPOCH,
                Optional.empty());
        return new Received<>(
                command.commandId(), command, Optional.empty(), new Origin("t", null, new byte[0], Map.of()));
    }

    private static OrgKey org(int number) {
        return new OrgKey("00D%012d".formatted(number));
    }
}
