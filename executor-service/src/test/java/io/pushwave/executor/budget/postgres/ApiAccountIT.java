package io.pushwave.executor.budget.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.budget.CallPurpose;
import io.pushwave.executor.budget.postgres.ApiAccount.Answer;
import io.pushwave.executor.budget.postgres.ApiAccount.ReportedUsage;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
class ApiAccountIT {
    @Inject
    Jdbi jdbi;

    @Inject
    SchemaMigration schema;

    @BeforeEach
    void waitForTheSchema() {
        Awaitility.await().until(schema::ready);
        emptyTheAccount();
    }

    /** The application under test goes on to use it. */
    @AfterEach
    void emptyTheAccount() {
        change("delete from api_grant");
        change("update api_account set used = null, allowed = null, heard_at = null,"
                + " paused_until = 'epoch', pause_ms = 0, most = 1");
    }

    @Test
    void manyInstancesTogetherNeverGetMoreThanTheShareAndGetNearlyAllOfIt() throws Exception {
        Callable<Integer> instance = () -> {
            var account = account();
            int taken = 0;
            while (take(account, CallPurpose.PUSHING) instanceof Answer.Granted granted) {
                taken += granted.calls();
            }
            return taken;
        };

        int taken = 0;
        try (var instances = Executors.newFixedThreadPool(4)) {
            for (var one : instances.invokeAll(
                    IntStream.range(0, 8).mapToObj(_ -> instance).toList())) {
                taken += one.get();
            }
        }

        // 80 % of 1,000, of which 3 % are kept for following.
        assertThat(taken).isEqualTo(776);
        assertThat(take(account(), CallPurpose.FOLLOWING)).isInstanceOf(Answer.Granted.class);
    }

    @Test
    void whatIsGivenBackUnspentIsGivenOutAgain() {
        var account = account();
        var granted = (Answer.Granted) take(account, CallPurpose.PUSHING);
        var before = QuarkusTransaction.requiringNew().call(account::standing).granted();

        var next = (Answer.Granted) QuarkusTransaction.requiringNew()
                .call(() -> account.take(CallPurpose.PUSHING, Optional.empty(), List.of(granted)));

        assertThat(QuarkusTransaction.requiringNew().call(account::standing).granted())
                .isEqualTo(before - granted.calls() + next.calls());
    }

    @Test
    void aRefusalSaysWhyAndUntilWhen() {
        var account = account();
        var reported = Optional.of(new ReportedUsage(950, 1000, now(account)));

        var answer = QuarkusTransaction.requiringNew().call(() -> account.take(CallPurpose.PUSHING, reported));

        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.reason()).contains("limit 1000").contains("by all clients 950");
            assertThat(refused.until()).isAfter(now(account));
        });
    }

    @Test
    void whatOthersUsedUpIsAskedForAgainAfterAWhileWithOneCall() {
        var account = account();
        var reported = Optional.of(new ReportedUsage(950, 1000, now(account).minus(Duration.ofMinutes(2))));

        var first = QuarkusTransaction.requiringNew().call(() -> account.take(CallPurpose.PUSHING, reported));

        assertThat(first)
                .isInstanceOfSatisfying(
                        Answer.Granted.class,
                        granted -> assertThat(granted.calls()).isEqualTo(1));
        assertThat(take(account, CallPurpose.PUSHING)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void aReachedLimitStopsEveryInstanceAndLetsOneCallGoFirstAfterwards() {
        var one = account();
        var other = account();
        QuarkusTransaction.requiringNew().run(() -> one.limitReached(Duration.ofHours(1)));
        assertThat(take(other, CallPurpose.PUSHING)).isInstanceOf(Answer.Refused.class);
        change("update api_account set paused_until = 'epoch'");

        var first = take(other, CallPurpose.PUSHING);

        assertThat(first)
                .isInstanceOfSatisfying(
                        Answer.Granted.class,
                        granted -> assertThat(granted.calls()).isEqualTo(1));
    }

    /** The account's time is the database's. */
    private static Instant now(ApiAccount account) {
        return QuarkusTransaction.requiringNew().call(account::standing).now();
    }

    private Answer take(ApiAccount account, CallPurpose purpose) {
        return QuarkusTransaction.requiringNew().call(() -> account.take(purpose, Optional.empty()));
    }

    private void change(String sql) {
        QuarkusTransaction.requiringNew().run(() -> jdbi.useHandle(handle -> handle.execute(sql)));
    }

    private ApiAccount account() {
        var settings = Map.of("pushwave.executor.budget.assumed-limit", "1000");
        var config = new SmallRyeConfigBuilder()
                .withMapping(ExecutorConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(ExecutorConfig.class);
        return new ApiAccount(config, jdbi);
    }
}
