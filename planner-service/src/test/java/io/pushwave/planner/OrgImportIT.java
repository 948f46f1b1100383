package io.pushwave.planner;

import static io.pushwave.planner.RegisteredOrgs.key;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.pushwave.contracts.SalesforceId;
import io.pushwave.infrastructure.PushwaveInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels and policies by the file: every bad line is told, and nothing is imported unless all are good, or it was asked for. */
@QuarkusTest
@WithTestResource(PushwaveInfrastructure.class)
class OrgImportIT {
    private static final int LINES = 100_000;
    private static int packages;

    @Inject
    AgroalDataSource dataSource;

    private String packageId;

    @BeforeEach
    void name() {
        packageId = "033F%011d".formatted(++packages);
    }

    private void fill(int orgs) throws SQLException {
        RegisteredOrgs.fill(dataSource, packageId, orgs);
    }

    private Answer labels(String type, byte[] body, String query) {
        return post("/api/packages/" + packageId + "/org-labels/import?by=anna" + query, type, body);
    }

    private Answer labels(String body) {
        return labels("text/csv", body.getBytes(StandardCharsets.UTF_8), "");
    }

    private Answer policies(String type, String body) {
        return post(
                "/api/org-policies/import?by=anna&packageId=" + packageId, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer whose members are read. */
    private record Answer(int status, String body) {
        private Answer is(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        private Answer has(String path, Object value) {
            assertThat(JsonPath.from(body).<Object>get(path)).as(path).isEqualTo(value);
            return this;
        }
    }

    /** With the content type that is meant: a client that adds a charset of its own is refused. */
    private static Answer post(String path, String type, byte[] body) {
        var answer = RawHttp.post(path, Map.of("content-type", type), body);
        return new Answer(answer.statusCode(), answer.body());
    }

    private long number(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private long labelled() throws SQLException {
        return number("select count(*) from org where package_key = '" + packageId + "' and labels <> '{}'");
    }

    private static byte[] hundredThousandLinesOfWhichSevenAreBad() {
        var bad = new HashMap<Integer, String>();
        bad.put(2, "00d000000000001,canary,gold");
        bad.put(777, key(776) + ",canary");
        bad.put(5_000, key(4_999) + "," + "x".repeat(256) + ",gold");
        bad.put(50_000, "00D999999999999,canary,gold");
        bad.put(60_001, key(1_000) + ",canary,gold");
        bad.put(77_777, key(77_776) + ",caf\uDC00,gold");
        bad.put(100_001, key(100_000) + "AAA,canary,gold");
        var table = new StringBuilder("orgKey,ring,tier\n");
        for (int line = 2; line <= LINES + 1; line++) {
            var org = line % 2 == 0 ? key(line - 1) : SalesforceId.full(key(line - 1), "00D", "orgKey");
            table.append(bad.getOrDefault(line, org + ",ring" + line % 7 + ",gold"))
                    .append('\n');
        }
        // The half character becomes a question mark; a byte that is no UTF-8 takes its place.
        var bytes = table.toString().getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '?') {
                bytes[at] = (byte) 0xE9;
            }
        }
        return bytes;
    }

    @Test
    void ofAHundredThousandLinesExactlyTheSevenBadOnesAreToldAndNothingIsImportedUnlessAskedFor() throws SQLException {
        // Given
        fill(LINES);
        var table = hundredThousandLinesOfWhichSevenAreBad();
        long begin = System.nanoTime();

        // When
        var refused = labels("text/csv", table, "");
        long end = System.nanoTime();

        // Then
        refused.is(422)
                .has("type", "urn:pushwave:problem:import-refused")
                .has("report.lines", LINES)
                .has("report.bad", 7)
                .has("report.imported", 0)
                .has("report.faults.line", List.of(2, 777, 5_000, 50_000, 60_001, 77_777, 100_001))
                .has("report.faults.field", List.of("orgKey", "line", "ring", "orgKey", "orgKey", "ring", "orgKey"))
                .has("report.faults[3].rule", "the register of the package has no org 00D999999999999")
                .has("report.faults[4].rule", "orgKey 00D000000001000 is in line 1001 already")
                .has("report.faults[5].rule", "ring has the byte 0xE9, which is no UTF-8 there");
        assertThat(labelled()).isZero();
        labels("text/csv; charset=UTF-8", table, "&mode=good-lines")
                .is(200)
                .has("bad", 7)
                .has("imported", LINES - 7)
                .has("changed", LINES - 7);
        long imported = System.nanoTime();
        assertThat(labelled()).isEqualTo(LINES - 7);
        labels("text/csv", table, "&mode=good-lines").is(200).has("changed", 0);
        System.out.printf(
                "%,d lines of %,d bytes: refused in %.1f s, imported in %.1f s%n",
                LINES, table.length, (end - begin) / 1e9, (imported - end) / 1e9);
    }

    @Test
    void aHyphenRemovesALabelAndAnEmptyCellLeavesIt() throws SQLException {
        // Given
        fill(3);
        labels("\uFEFForgKey,ring,tier\r\n" + key(1) + ",canary,gold\r\n" + key(2) + ",early,gold\r\n")
                .is(200);

        // When
        labels("orgKey,ring,tier\n" + key(1) + ",-,\n" + key(2) + ",,silver\n").is(200);

        // Then
        assertThat(labelsOf(1)).isEqualTo(Map.of("tier", "gold"));
        assertThat(labelsOf(2)).isEqualTo(Map.of("ring", "early", "tier", "silver"));
    }

    private Map<String, String> labelsOf(int org) {
        return when().get("/api/packages/" + packageId + "/orgs/" + key(org)).path("org.labels");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            application/json     | [{"orgKey": "00D000000000001", "labels": {"ring": "ü😀"}}, {"orgKey": "00D000000000002", "labels": {}}]
            application/x-ndjson | {"orgKey": "00D000000000001", "labels": {"ring": "ü😀"}}
            """)
    void jsonIsImportedAsATableIs(String type, String body) throws SQLException {
        fill(3);

        labels(type, body.getBytes(StandardCharsets.UTF_8), "").is(200).has("changed", 1);

        assertThat(labelsOf(1)).isEqualTo(Map.of("ring", "ü😀"));
    }

    @Test
    void anOrgThatWouldHaveTooManyLabelsIsABadLine() throws SQLException {
        // Given
        fill(2);
        var table = new StringBuilder("orgKey");
        var row = new StringBuilder(key(1));
        for (int number = 0; number < 50; number++) {
            table.append(",label").append(number);
            row.append(",x");
        }
        labels(table.append('\n').append(row).append('\n').toString()).is(200);

        // When
        var refused = labels("orgKey,one-more\n" + key(2) + ",x\n" + key(1) + ",x\n");

        // Then
        refused.is(422)
                .has("report.faults.line", List.of(3))
                .has("report.faults[0].rule", "the org would have 51 labels, at most 50 are allowed");
        assertThat(labelsOf(2)).isEmpty();
    }

    @Test
    void policiesAreDecidedLeftAndLiftedByTheFile() throws SQLException {
        // Given
        fill(3);
        policies("text/csv", """
                orgKey,optOutReason,holdReason,holdUntil,pinReason,pinVersion
                00D000000000001,asked,incident,2099-01-01T00:00:00Z,certified,3.4.0.2
                00D000000000002,asked,,,,
                """).is(200).has("changed", 2);

        // When
        policies("application/x-ndjson", """
                {"orgKey": "00D000000000001", "optOut": null, "pin": {"reason": "certified", "version": "3.5.0.1"}}
                {"orgKey": "00D000000000002", "optOut": null}
                """).is(200).has("changed", 2);

        // Then
        var policy = JsonPath.from(when().get("/api/packages/" + packageId + "/orgs/" + key(1) + "/policy")
                .asString());
        assertThat(policy.<Object>get("optOut")).isNull();
        assertThat(policy.getString("hold.reason")).isEqualTo("incident");
        assertThat(policy.getString("hold.by")).isEqualTo("anna");
        assertThat(policy.getString("pin.version")).isEqualTo("3.5.0.1");
        assertThat(number("select count(*) from org_policy where package_key = '" + packageId + "'"))
                .isEqualTo(1);
    }

    @Test
    void anUnknownColumnOfPoliciesIsRefused() throws SQLException {
        fill(1);

        policies("text/csv", "orgKey,freezeReason\n" + key(1) + ",x\n")
                .is(400)
                .has("field", "head")
                .has("value", "freezeReason");
    }

    @Test
    void aTableThatCannotBeReadToItsEndIsNotImportedInAnyMode() throws SQLException {
        fill(3);
        var broken = "orgKey,ring\n" + key(1) + ",canary\n" + key(2) + ",\"early\n";

        labels("text/csv", broken.getBytes(StandardCharsets.UTF_8), "&mode=good-lines")
                .is(422)
                .has("report.bad", 1)
                .has("report.imported", 0);

        assertThat(labelled()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "/org-labels/import,                            text/csv,                  400, by",
        "/org-labels/import?by=anna&mode=some,          text/csv,                  400, mode",
        "/org-labels/import?by=anna&dryRun=true,        text/csv,                  422, dryRun",
        "/org-labels/import?by=anna,                    text/csv;charset=latin1,   415, Content-Type",
        "/org-labels/import?by=anna,                    text/csv,                  404, packageId",
        "/org-labels/import?by=anna,                    application/json,          400, body",
    })
    void whatIsNoImportIsRefusedWithItsField(String path, String type, int status, String field) {
        var table = ("orgKey,ring\n" + key(1) + ",canary\n").getBytes(StandardCharsets.UTF_8);

        post("/api/packages/" + packageId + path, type, table).is(status).has("field", field);
    }

    @Test
    void anImportMayBeLongerThanOtherBodiesAndNotWithoutEnd() {
        labels("text/csv", new byte[33 * 1024 * 1024], "")
                .is(413)
                .has("rule", "the body has 34603008 bytes, at most 33554432 are allowed");
        post("/api/campaigns/any/halt", "application/json", new byte[300_000])
                .is(413)
                .has("rule", "the body has 300000 bytes, at most 262144 are allowed");
    }
}
