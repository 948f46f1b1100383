package io.pushwave.planner;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.pushwave.contracts.SubscriberInventory.SubscriberRow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The register of a simulated executor's package, fed as it is in life, or filled at once where a test needs many orgs. */
final class RegisteredOrgs {
    private final SimulatedExecutor executor;
    private int snapshots;
    private Instant asOf = SimulatedExecutor.THEN;

    RegisteredOrgs(SimulatedExecutor executor) {
        this.executor = executor;
    }

    /** Publishes a whole snapshot, and waits until the register is as of it. */
    void feed(List<SubscriberRow> rows) {
        asOf = asOf.plusSeconds(60);
        executor.subscribers("nobody", "snapshot-" + ++snapshots + "-of-" + executor.packageId, rows, asOf);
        await().atMost(SimulatedExecutor.SOON)
                .until(() ->
                        asOf.toString().equals(when().get(path() + "?limit=1").<String>path("asOf")));
    }

    /** The moment of the newest snapshot. */
    Instant asOf() {
        return asOf;
    }

    /** Where the orgs of the package are read. */
    String path() {
        return "/api/packages/" + executor.packageId + "/orgs";
    }

    static String key(int number) {
        return "00D%012d".formatted(number);
    }

    /** Fills a register with orgs 1 to {@code orgs}. */
    static void fill(AgroalDataSource dataSource, String packageId, int orgs) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("insert into register (package_key, as_of) values ('" + packageId + "', now())");
            statement.execute("""
                    insert into org (package_key, org_key, name, type, status, instance, installed_version, push_blocked, first_seen)
                    select '%s', '00D' || lpad(n::text, 12, '0'), 'Org ' || n, 'Production', 'Active', 'NA1', '04t000000000001', false,
                           now()
                      from generate_series(1, %d) n""".formatted(packageId, orgs));
        }
    }
}
