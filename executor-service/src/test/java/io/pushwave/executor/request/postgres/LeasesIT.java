package io.pushwave.executor.request.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.postgres.InstanceName;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.RequestPlan;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.IdSource;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything happens in one transaction that is never committed, so no worker sees it. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class LeasesIT {
    private static final int ALL = 10_000;
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");

    @Inject
    SchemaMigration schema;

    @Inject
    IdSource ids;

    @Inject
    Jdbi jdbi;

    @Inject
    Clock clock;

    @BeforeEach
    void begin() {
        await().until(schema::ready);
        QuarkusTransaction.begin();
    }

    @AfterEach
    void rollBack() {
        QuarkusTransaction.rollback();
    }

    @Test
    void anInstanceWhoseClockIsAnHourAheadStealsNothing() {
        var request = formed();
        var owner = instance(Duration.ZERO, "PT60S");
        assertThat(claims(owner, request)).isPresent();

        var stolen = claims(instance(Duration.ofHours(1), "PT60S"), request);

        assertThat(stolen).isEmpty();
    }

    @Test
    void anInstanceWhoseClockIsAnHourAheadKeepsNothingBeyondItsLease() {
        var request = formed();
        assertThat(claims(instance(Duration.ofHours(1), "PT0.02S"), request)).isPresent();

        var other = instance(Duration.ZERO, "PT60S");

        await().pollInSameThread().until(() -> claims(other, request).isPresent());
    }

    @Test
    void anInstanceWhoseClockIsAnHourBehindKeepsWhatItStores() {
        var request = formed();
        var late = instance(Duration.ofHours(-1), "PT60S");
        var claim = claims(instance(Duration.ZERO, "PT60S"), request).orElseThrow();

        late.store(claim, request.creating());

        assertThat(claims(instance(Duration.ZERO, "PT60S"), request)).isEmpty();
    }

    @Test
    void whatWasBegunIsClaimedBeforeWhatHasBeenWaitingForLonger() {
        var owner = instance(Duration.ZERO, "PT60S");
        owner.claimSteppable(ALL);
        var begun = formed();
        var stored = owner.store(claims(owner, begun).orElseThrow(), begun.creating());
        owner.postpone(stored, Duration.ZERO, null, 0);
        formed(START.plusSeconds(1));
        owner.flush();
        owner.getEntityManager().clear();

        var claimed = owner.claimSteppable(1);

        assertThat(claimed).extracting(Claim::request).containsExactly(begun.creating());
    }

    /** A push request that no worker sees. */
    private PushRequest.Formed formed() {
        return formed(START);
    }

    private PushRequest.Formed formed(Instant start) {
        var formed = new PushRequest.Formed(new RequestPlan(
                ids.next(), "leases", 1, "033000000000008", "04t000000000008", start, Optional.empty(), 1));
        instance(Duration.ofMinutes(-90), "PT60S").form(formed);
        return formed;
    }

    private static Optional<Claim> claims(PushRequests instance, PushRequest request) {
        // In production every claim has a transaction, and with it a persistence context, of its own.
        instance.flush();
        instance.getEntityManager().clear();
        return instance.claimSteppable(ALL).stream()
                .filter(claim ->
                        claim.request().plan().id().equals(request.plan().id()))
                .findFirst();
    }

    /** An executor whose clock is wrong. */
    private PushRequests instance(Duration offset, String lease) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(ExecutorConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("pushwave.executor.lease", lease), "test", 100))
                .build()
                .getConfigMapping(ExecutorConfig.class);
        return new PushRequests(config, new InstanceName(ids), jdbi, Clock.offset(clock, offset));
    }
}
