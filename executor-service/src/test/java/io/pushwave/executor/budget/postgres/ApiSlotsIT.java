package io.pushwave.executor.budget.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pushwave.executor.budget.postgres.ApiSlots.Division;
import io.pushwave.executor.postgres.InstanceName;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.IdSource;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
class ApiSlotsIT {
    private static final Duration LEASE = Duration.ofMinutes(1);

    @Inject
    Jdbi jdbi;

    @Inject
    SchemaMigration schema;

    @Inject
    IdSource ids;

    private String login;

    @BeforeEach
    void takeALoginOfItsOwn() {
        await().until(schema::ready);
        login = ids.next();
    }

    @Test
    void aloneAnInstanceOwnsAllSlots() {
        assertThat(renew(instance(), 4)).isEqualTo(new Division(4, 4, 1));
    }

    @Test
    void aNewcomerGetsItsShareWhenTheOthersHaveLeftIt() {
        var first = instance();
        var second = instance();
        renew(first, 5);
        assertThat(renew(second, 5)).isEqualTo(new Division(0, 2, 2));

        QuarkusTransaction.requiringNew().run(() -> first.release(login, 2));

        assertThat(renew(second, 5)).isEqualTo(new Division(2, 2, 2));
        assertThat(renew(first, 5)).isEqualTo(new Division(3, 3, 2));
    }

    @Test
    void ofMoreInstancesThanSlotsSomeHaveNone() {
        var instances = List.of(instance(), instance(), instance());
        instances.forEach(one -> renew(one, 2));

        var divisions = instances.stream().map(one -> renew(one, 2)).toList();

        assertThat(divisions).extracting(Division::share).containsExactly(1, 1, 0);
    }

    @Test
    void theSlotsOfADeadInstanceAreTakenWhenTheirLeaseHasRunOutAndNotBefore() {
        var dead = instance();
        renew(dead, 4, Duration.ofMillis(400));
        var heir = instance();
        assertThat(renew(heir, 4).owned()).isZero();

        await().until(() -> renew(heir, 4).owned() == 4);

        assertThat(renew(dead, 4).owned()).isZero();
    }

    @Test
    void manyInstancesThatComeAndRenewAtOnceNeverOwnMoreThanAll() {
        var instances = IntStream.range(0, 6).mapToObj(_ -> instance()).toList();

        int owned = instances.parallelStream()
                .mapToInt(one -> renew(one, 7).owned())
                .sum();

        assertThat(owned).isLessThanOrEqualTo(7);
    }

    private Division renew(ApiSlots instance, int slots) {
        return renew(instance, slots, LEASE);
    }

    private Division renew(ApiSlots instance, int slots, Duration lease) {
        return QuarkusTransaction.requiringNew().call(() -> instance.renew(login, slots, lease, lease));
    }

    private ApiSlots instance() {
        return new ApiSlots(new InstanceName(ids), jdbi);
    }
}
