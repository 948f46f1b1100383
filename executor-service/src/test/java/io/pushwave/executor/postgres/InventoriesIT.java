package io.pushwave.executor.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.SubscriberApi.Subscriber;
import io.pushwave.executor.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.testing.SalesforceStandIn;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.messaging.SchemaMigration;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything happens in one transaction that is never committed, so no worker sees it. */
@QuarkusTest
@QuarkusTestResource(PushwaveInfrastructure.class)
@QuarkusTestResource(SalesforceStandIn.class)
class InventoriesIT {
    private static final String PACKAGE = "033000000000777";
    private static final OrgKey ORG = new OrgKey("00D000000000001");
    private static final OrgKey OTHER = new OrgKey("00D000000000002");
    private static final Instant EARLY = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-22T11:00:00Z");

    @Inject
    SchemaMigration schema;

    @Inject
    Statements statements;

    @Inject
    Subscribers subscribers;

    @Inject
    InventoryRequests requests;

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
    void whileOneInstanceIsAtWorkAnotherGetsNothing() {
        request("first");
        assertThat(claim(instance("PT60S"))).isPresent();

        assertThat(claim(instance("PT60S"))).isEmpty();
    }

    @Test
    void aDeadInstancesWorkIsTakenOverAndItStoresNothingAfterwards() {
        request("first");
        var dead = instance("PT0.02S");
        var lost = claim(dead).orElseThrow();

        await().pollInSameThread().until(() -> claim(instance("PT60S")).isPresent());

        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> dead.keep(lost));
        assertThatExceptionOfType(LeaseLostException.class).isThrownBy(() -> dead.begin(lost));
    }

    @Test
    void aRequestThatComesWhileAnotherIsAnsweredIsNotSleptOver() {
        request("first");
        var instance = instance("PT60S");
        var claim = claim(instance).orElseThrow();
        requests.done("first");
        request("second");

        instance.rest(claim, Duration.ofHours(1));

        assertThat(claim(instance)).isPresent();
    }

    @Test
    void aPackageThatNobodyAsksForRestsUntilItIsToBeReadAgain() {
        request("first");
        var instance = instance("PT60S");
        var claim = claim(instance).orElseThrow();
        requests.done("first");

        instance.rest(claim, Duration.ZERO);

        assertThat(claim(instance)).isEmpty();
        assertThat(instance.wantFull(PACKAGE)).isTrue();
        assertThat(claim(instance))
                .hasValueSatisfying(next -> assertThat(next.copy().fullWanted()).isTrue());
    }

    @Test
    void ofSeveralRowsOfAnOrgTheOneThatChangedLastCountsInWhateverOrderTheyCome() {
        subscribers.store(PACKAGE, 1, List.of(installed(ORG, "04t000000000002", LATE)));
        subscribers.store(
                PACKAGE,
                1,
                List.of(installed(ORG, "04t000000000001", EARLY), installed(OTHER, "04t000000000001", EARLY)));
        subscribers.store(
                PACKAGE,
                1,
                List.of(installed(OTHER, "04t000000000003", LATE), installed(OTHER, "04t000000000002", EARLY)));

        assertThat(subscribers.page(PACKAGE, "", 10))
                .extracting(SubscriberRow::installedVersionId)
                .containsExactly("04t000000000002", "04t000000000003");
    }

    @Test
    void aLaterReadingCountsMoreThanAnEarlierOneThoughItsRowIsOlder() {
        subscribers.store(PACKAGE, 1, List.of(installed(ORG, "04t000000000002", LATE)));

        subscribers.store(PACKAGE, 2, List.of(installed(ORG, "04t000000000001", EARLY)));

        assertThat(subscribers.page(PACKAGE, "", 10))
                .extracting(SubscriberRow::installedVersionId)
                .containsExactly("04t000000000001");
    }

    @Test
    void onlyWhatTheReadingDidNotSeeIsRemoved() {
        subscribers.store(
                PACKAGE,
                1,
                List.of(installed(ORG, "04t000000000001", EARLY), installed(OTHER, "04t000000000001", EARLY)));
        subscribers.store(PACKAGE, 2, List.of(installed(OTHER, "04t000000000001", EARLY)));

        subscribers.removeUnseen(PACKAGE, 2);

        assertThat(subscribers.page(PACKAGE, "", 10))
                .extracting(SubscriberRow::orgKey)
                .containsExactly(OTHER);
    }

    @Test
    void anUninstallationRemovesAnOrgUnlessItInstalledAgain() {
        subscribers.store(
                PACKAGE,
                1,
                List.of(installed(ORG, "04t000000000001", EARLY), installed(OTHER, "04t000000000001", EARLY)));

        subscribers.store(
                PACKAGE,
                2,
                List.of(
                        installed(ORG, "04t000000000001", LATE),
                        new Subscriber.Gone(ORG, Optional.of(LATE)),
                        new Subscriber.Gone(OTHER, Optional.of(LATE))));

        assertThat(subscribers.page(PACKAGE, "", 10))
                .extracting(SubscriberRow::orgKey)
                .containsExactly(ORG);
    }

    private void request(String requestId) {
        requests.add(List.of(new InventoryRequested(requestId, PACKAGE)));
    }

    private static Subscriber installed(OrgKey org, String version, Instant changedAt) {
        return new Subscriber.Installed(
                new SubscriberRow(org, "Org", "Active", "Production", "NA1", Optional.empty(), version, false),
                Optional.of(changedAt));
    }

    /** Other tests' packages may be due as well. */
    private static Optional<InventoryClaim> claim(Inventories instance) {
        var claim = instance.claim();
        while (claim.isPresent() && !claim.get().packageId().equals(PACKAGE)) {
            claim = instance.claim();
        }
        return claim;
    }

    /** An executor. */
    private Inventories instance(String lease) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(ExecutorConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("pushwave.executor.lease", lease), "test", 100))
                .build()
                .getConfigMapping(ExecutorConfig.class);
        return new Inventories(config, statements);
    }
}
