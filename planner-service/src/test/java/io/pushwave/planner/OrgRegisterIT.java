package io.pushwave.planner;

import static io.pushwave.planner.RegisteredOrgs.key;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.agroal.api.AgroalDataSource;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import io.pushwave.infrastructure.KafkaBroker;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.pushwave.planner.org.PackageId;
import io.pushwave.planner.org.RegisteredOrg;
import io.pushwave.planner.org.postgres.Register;
import io.pushwave.planner.org.postgres.RegisterEntry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The register is fed by the executor's snapshots, stands, and is read. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class OrgRegisterIT {
    KafkaBroker broker;

    @Inject
    Register register;

    @Inject
    AgroalDataSource dataSource;

    private SimulatedExecutor executor;
    private RegisteredOrgs orgs;

    @BeforeEach
    void startExecutor() {
        executor = new SimulatedExecutor(broker.bootstrapServers());
        orgs = new RegisteredOrgs(executor);
    }

    @AfterEach
    void stopExecutor() {
        executor.close();
    }

    private List<String> keys(String query) {
        var keys = new ArrayList<String>();
        var after = "";
        do {
            var page = when().get(orgs.path() + "?limit=30" + query + after)
                    .then()
                    .statusCode(200)
                    .extract();
            keys.addAll(page.<List<String>>path("items.orgKey"));
            after = page.path("next") == null ? "" : "&after=" + page.<String>path("next");
        } while (!after.isEmpty());
        return keys;
    }

    @Test
    void everyOrgOfASnapshotIsReadOnceInTheOrderOfItsKey() {
        // Given
        executor.catalogue("nobody");
        var rows = executor.eligible(100);

        // When
        orgs.feed(rows);

        // Then
        assertThat(keys(""))
                .isEqualTo(rows.stream().map(row -> row.orgKey().value()).toList());
        when().get(orgs.path() + "/" + key(3))
                .then()
                .statusCode(200)
                .body("asOf", equalTo(orgs.asOf().toString()))
                .body("org.name", equalTo("Org 3"))
                .body("org.type", equalTo("Sandbox"))
                .body("org.parentOrg", equalTo(key(4)))
                .body("org.installedVersionId", equalTo(executor.versionId(1)))
                .body("org.installedVersionNumber", equalTo("1.1.0.1"))
                .body("org.labels", equalTo(Map.of()))
                .body("org.policy", equalTo(Map.of()))
                .body("org.firstSeen", equalTo(orgs.asOf().toString()))
                .body("org.goneAt", nullValue());
    }

    @Test
    void whoIsNotInAWholeSnapshotIsGoneAndComesBackWithLabelsAndPolicy() {
        // Given
        orgs.feed(executor.eligible(50));
        var path = orgs.path() + "/" + key(45);
        given().contentType("application/json")
                .header("If-Match", tag(path + "/labels"))
                .body(Map.of("by", "anna", "labels", Map.of("ring", "canary")))
                .put(path + "/labels")
                .then()
                .statusCode(200);
        given().contentType("application/json")
                .header("If-Match", tag(path + "/policy"))
                .body(Map.of("by", "anna", "optOut", Map.of("reason", "upgrades by itself")))
                .put(path + "/policy")
                .then()
                .statusCode(200);

        // When
        orgs.feed(executor.eligible(40));

        // Then
        assertThat(keys("&gone=true")).isEqualTo(keys("").subList(40, 50));
        assertThat(keys("&gone=false")).isEqualTo(keys("").subList(0, 40));
        when().get(path).then().body("org.goneAt", equalTo(orgs.asOf().toString()));
        orgs.feed(executor.eligible(50));
        when().get(path)
                .then()
                .body("org.goneAt", nullValue())
                .body("org.labels.ring", equalTo("canary"))
                .body("org.policy.optOut.by", equalTo("anna"))
                .body("org.policy.optOut.reason", equalTo("upgrades by itself"));
    }

    @Test
    void theRevisionGrowsWithWhatChangesAndNotWithWhatIsRepeated() {
        // Given
        orgs.feed(executor.eligible(50));
        long first = revision();

        // When
        orgs.feed(executor.eligible(50));

        // Then
        assertThat(revision()).isEqualTo(first);
        orgs.feed(executor.eligible(49));
        assertThat(revision()).isGreaterThan(first);
    }

    private long revision() {
        return when().get(orgs.path() + "?limit=1").jsonPath().getLong("revision");
    }

    private static String tag(String path) {
        return when().get(path).then().statusCode(200).extract().header("ETag");
    }

    @Test
    void aRefreshedSandboxIsAGuessUntilAPersonConfirmsIt() {
        // Given
        orgs.feed(List.of(sandbox(1, "Acme"), sandbox(2, "Beta")));
        var old = orgs.path() + "/" + key(1);
        given().contentType("application/json")
                .header("If-Match", tag(old + "/labels"))
                .body(Map.of("by", "anna", "labels", Map.of("ring", "canary", "tier", "gold")))
                .put(old + "/labels");
        given().contentType("application/json")
                .header("If-Match", tag(old + "/policy"))
                .body(Map.of("by", "anna", "pin", Map.of("reason", "certified", "version", "1.5.0.1")))
                .put(old + "/policy");
        orgs.feed(List.of(sandbox(2, "Beta"), sandbox(3, "Acme")));
        var young = orgs.path() + "/" + key(3);
        given().contentType("application/json")
                .header("If-Match", tag(young + "/labels"))
                .body(Map.of("by", "anna", "labels", Map.of("ring", "early")))
                .put(young + "/labels");
        when().get(young)
                .then()
                .body("predecessors", hasSize(1))
                .body("predecessors[0].predecessorKey", equalTo(key(1)))
                .body("predecessors[0].state", equalTo("GUESSED"));

        // When
        verdict(young, "confirm").then().statusCode(200).body("state", equalTo("CONFIRMED"));

        // Then
        when().get(young)
                .then()
                .body("org.labels", equalTo(Map.of("ring", "early", "tier", "gold")))
                .body("org.policy.pin.version", equalTo("1.5.0.1"))
                .body("predecessors[0].by", equalTo("berta"))
                .body("predecessors[0].decidedAt", notNullValue());
        when().get(old).then().body("successors[0].orgKey", equalTo(key(3)));
        verdict(young, "confirm").then().statusCode(200).body("by", equalTo("berta"));
        verdict(young, "reject").then().statusCode(409).body("field", equalTo("predecessorKey"));
        verdict(orgs.path() + "/" + key(2), "confirm").then().statusCode(404);
    }

    private static io.restassured.response.Response verdict(String org, String verdict) {
        return given().contentType("application/json")
                .body(Map.of("by", "berta"))
                .post(org + "/predecessors/" + key(1) + "/" + verdict);
    }

    private SubscriberRow sandbox(int number, String name) {
        return new SubscriberRow(
                new OrgKey(key(number)),
                name,
                "Active",
                "Sandbox",
                "CS1",
                Optional.of(new OrgKey(key(9))),
                executor.versionId(1),
                false);
    }

    @Test
    void allOrgsAreReadInOrderWithTheirParentsWhateverHappensMeanwhile() {
        // Given
        orgs.feed(executor.eligible(100));
        orgs.feed(executor.eligible(90));

        // When
        var read = register.read(new PackageId(executor.packageId), (state, entries) -> {
                    QuarkusTransaction.requiringNew().run(this::renameAll);
                    assertThat(state.asOf()).contains(orgs.asOf());
                    return entries.toList();
                })
                .orElseThrow();

        // Then
        assertThat(read).extracting(entry -> entry.org().orgKey().value()).isEqualTo(keys("&gone=false"));
        assertThat(read).extracting(entry -> entry.org().name()).doesNotContain("changed");
        assertThat(read).allSatisfy(entry -> assertThat(parentOf(entry)).isEqualTo(parentKey(entry.org())));
        assertThat(register.read(new PackageId("033000000999999"), (_, entries) -> entries.count()))
                .isEmpty();
    }

    /** Org 90, of which org 89 is no sandbox, is gone, and its sandboxes know it all the same. */
    private static Optional<String> parentOf(RegisterEntry entry) {
        return entry.parent().map(parent -> parent.orgKey().value());
    }

    private static Optional<String> parentKey(RegisteredOrg org) {
        return org.parent().map(OrgKey::value);
    }

    private void renameAll() {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("update org set name = 'changed' where package_key = '" + executor.packageId + "'");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/packages/033000000999999/orgs,                          404, packageId",
        "/api/packages/033000000999999/orgs/00D000000000001,          404, orgKey",
        "/api/packages/033000000999999/orgs/00D000000000001/policy,   404, orgKey",
        "/api/packages/033000000999999/orgs/00D000000000001/labels,   404, orgKey",
        "/api/packages/04t000000000001/orgs,                          400, packageId",
        "/api/packages/033000000999999/orgs/00d000000000001,          400, orgKey",
        "/api/packages/033000000999999/orgs/00D000000000001AAA,       400, orgKey",
        "/api/packages/033000000999999/orgs?limit=0,                  400, limit",
        "/api/packages/033000000999999/orgs?after=x,                  400, after",
        "/api/packages/033000000999999/orgs?gone=maybe,               400, gone",
        "/api/packages/033000000999999/orgs?filter=x,                 422, filter",
    })
    void whatCannotBeReadIsRefusedWithItsField(String path, int status, String field) {
        when().get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("rule", notNullValue());
    }
}
