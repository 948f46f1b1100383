package io.pushwave.executor.inventory.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.pushwave.contracts.InventoryRequest.InventoryRequested;
import io.pushwave.contracts.InventoryRequest.Scope;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.command.postgres.IntentRow;
import io.pushwave.executor.inventory.CopyCorrection;
import io.pushwave.executor.inventory.SubscriberApi.Subscriber;
import io.pushwave.executor.inventory.postgres.Inventories.InventoryClaim;
import io.pushwave.executor.inventory.postgres.InventoryRequests.OpenInventoryRequest;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.executor.testing.SalesforceStandIn;
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
import org.jdbi.v3.core.Jdbi;
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
    Jdbi jdbi;

    @Inject
    Subscribers subscribers;

    @Inject
    SubscriberCorrections corrections;

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

    @Test
    void requestsOfOnePackageThatComeTogetherHaveItLookedAtOnce() {
        requests.add(List.of(requested("first"), requested("second"), requested("first")));
        requests.add(List.of(requested("third"), requested("third"), requested("third")));

        assertThat(requests.open(PACKAGE))
                .extracting(OpenInventoryRequest::requestId)
                .containsExactlyInAnyOrder("first", "second", "third");
        assertThat(claim(instance("PT60S"))).isPresent();
    }

    @Test
    void whatAPushHasShownCountsUntilAReadingThatBeganLater() {
        int reading = read("04t000000000001AAA");

        correct(CopyCorrection.installed("04t000000000002AAA"));

        assertThat(versions()).containsExactly("04t000000000002AAA");
        subscribers.store(PACKAGE, reading, List.of(installed(ORG, "04t000000000001AAA", LATE)));
        assertThat(versions()).as("a page of the reading under way").containsExactly("04t000000000002AAA");
        subscribers.store(PACKAGE, reading + 1, List.of(installed(ORG, "04t000000000001AAA", LATE)));
        assertThat(versions()).as("a page of a later reading").containsExactly("04t000000000001AAA");
    }

    @Test
    void anOrgThatAPushFoundUninstalledIsGoneUntilAReadingThatBeganLater() {
        int reading = read("04t000000000001AAA");

        correct(new CopyCorrection(Optional.empty(), true, false, false));

        subscribers.store(PACKAGE, reading, List.of(installed(ORG, "04t000000000001AAA", LATE)));
        assertThat(versions()).isEmpty();
        assertThat(subscribers.count(PACKAGE)).isZero();
        assertThat(subscribers.known(ORG)).singleElement().matches(facts -> facts.uninstalled());
        subscribers.store(PACKAGE, reading + 1, List.of(installed(ORG, "04t000000000001AAA", LATE)));
        assertThat(versions()).containsExactly("04t000000000001AAA");
    }

    @Test
    void whatAPushHasShownOfBlocksAndActivityIsInTheCopy() {
        read("04t000000000001AAA");

        correct(new CopyCorrection(Optional.empty(), false, true, true));

        assertThat(subscribers.page(PACKAGE, "", 10)).singleElement().satisfies(row -> {
            assertThat(row.pushBlocked()).isTrue();
            assertThat(row.orgStatus()).isEqualTo("Inactive");
            assertThat(row.installedVersionId()).isEqualTo("04t000000000001AAA");
        });
    }

    /** An org is read as it is now, and nothing is under way. */
    private int read(String version) {
        request("first");
        var instance = instance("PT60S");
        var reading = instance.begin(claim(instance).orElseThrow());
        subscribers.store(PACKAGE, reading.number(), List.of(installed(ORG, version, EARLY)));
        return Math.toIntExact(reading.number());
    }

    private void correct(CopyCorrection correction) {
        // A command may spell the package with 18 characters, whoever asked for the inventory with 15.
        var row = new IntentRow(
                new Subject("command", "campaign", ORG, 1, 1),
                Optional.empty(),
                Optional.empty(),
                PACKAGE + "AAA",
                "04t000000000002AAA");
        corrections.correct(List.of(new SubscriberCorrections.Correction(row, correction)));
    }

    private List<String> versions() {
        return subscribers.page(PACKAGE, "", 10).stream()
                .map(SubscriberRow::installedVersionId)
                .toList();
    }

    @Test
    void aRequestForVersionsIsDoneWithThem() {
        requests.add(List.of(
                new InventoryRequested("versions", PACKAGE, Scope.CATALOGUE),
                new InventoryRequested("everything", PACKAGE, Scope.SUBSCRIBERS)));

        requests.catalogued("versions");
        requests.catalogued("everything");

        assertThat(requests.open(PACKAGE))
                .contains(new OpenInventoryRequest("everything", true, true))
                .extracting(OpenInventoryRequest::requestId)
                .doesNotContain("versions");
    }

    private void request(String requestId) {
        requests.add(List.of(requested(requestId)));
    }

    private static InventoryRequested requested(String requestId) {
        return new InventoryRequested(requestId, PACKAGE);
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
        return new Inventories(config, jdbi);
    }
}
