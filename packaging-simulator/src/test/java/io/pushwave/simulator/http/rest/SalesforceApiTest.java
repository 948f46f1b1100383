package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Salesforce API over a real connection, on a clock that stands still until it is moved. */
final class SalesforceApiTest extends OneSimulator {
    private static final String DATA = "/services/data/v66.0";

    SalesforceApiTest() {
        super(SimulatorSettings.builder().orgs(900).seed(7));
    }

    @Test
    void withoutAValidTokenNothingIsAnswered() throws IOException, InterruptedException {
        // Given
        client.useToken("00D5gzzzzzzzzzz!AQforged");

        // When
        var answer = client.query("SELECT Id FROM PackagePushRequest");

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body())
                .isEqualTo("[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
    }

    @Test
    void versionsAreListedWithoutALoginAndWithoutALimitHeader() throws IOException, InterruptedException {
        // Given
        client.useToken("");

        // When
        var answer = client.get("/services/data");

        // Then
        assertThat(answer.json().path(0).path("version").asText()).isEqualTo("38.0");
        assertThat(answer.headers().firstValue("Sforce-Limit-Info")).isEmpty();
    }

    @Test
    void everyDataReplySaysHowMuchOfTheDayIsSpent() throws IOException, InterruptedException {
        // When
        client.query("SELECT Id FROM PackagePushRequest");
        var answer = client.query("SELECT Nonsense FROM PackagePushRequest");

        // Then
        assertThat(answer.headers().firstValue("Sforce-Limit-Info")).contains("api-usage=2/100000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//services/data/v66.0/sobjects/packagepushrequest/",
                "/services/data/v66.0//sobjects/PACKAGEPUSHREQUEST",
                "/services/data/v38.0/sobjects/PackagePushRequest"
            })
    void aRequestIsCreatedHoweverTheObjectIsSpelled(String path) throws IOException, InterruptedException {
        // When
        var answer = client.post(
                path,
                "{\"PackageVersionId\":\"" + client.targetVersion()
                        + "\",\"ScheduledStartTime\":\"2036-12-06T21:00:00\"}");

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("id").asText()).startsWith("0DV").hasSize(18);
        var record = client.get(DATA + "/sobjects/PackagePushRequest/"
                        + answer.json().path("id").asText())
                .json();
        assertThat(record.path("Status").asText()).isEqualTo("Created");
        assertThat(record.path("ScheduledStartTime").asText()).isEqualTo("2036-12-06T21:00:00.000+0000");
    }

    @Test
    void aWholePushGoesThroughAndTheLedgerSaysSo() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        var results = client.createJobs(id, client.orgKeys(200), false).json();
        int jobs = 0;
        for (var result : results) {
            jobs += result.path("success").asBoolean() ? 1 : 0;
        }

        // When
        var activated = client.setStatus(id, "Pending");
        client.advance("PT1H");

        // Then
        assertThat(activated.status()).isEqualTo(204);
        assertThat(jobs).isBetween(150, 199);
        assertThat(client.count("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId='" + id
                        + "' AND Status IN ('Succeeded','Failed')"))
                .isEqualTo(jobs);
        assertThat(client.query("SELECT Id, Status FROM PackagePushRequest")
                        .json()
                        .path("records")
                        .path(0)
                        .path("Status")
                        .asText())
                .isIn("Succeeded", "Failed");
        var ledger = client.get("/simulator/ledger?limit=200").body().lines().toList();
        assertThat(ledger).hasSize(200);
        assertThat(ledger.stream()
                                .filter(line -> line.contains("\"status\":\"Succeeded\""))
                                .count()
                        + ledger.stream()
                                .filter(line -> line.contains("\"status\":\"Failed\""))
                                .count())
                .isEqualTo(jobs);
    }

    @Test
    void aCollectionAnswersRecordByRecordInItsOrder() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        var key = eligibleKey(id);

        // When
        var results = client.createJobs(id, List.of(key, key, "00D000000000000", ""), false)
                .json();

        // Then
        assertThat(results.path(0).path("errors").path(0).path("statusCode").asText())
                .isEqualTo("DUPLICATE_VALUE");
        assertThat(results.path(2).path("errors").path(0).path("message").asText())
                .isEqualTo(
                        "The specified SubscriberOrganizationKey is not eligible to receive this upgrade. It may not have"
                                + " the package installed, or has a beta version installed.");
        assertThat(results.path(3).path("errors").path(0).path("statusCode").asText())
                .isEqualTo("REQUIRED_FIELD_MISSING");
    }

    @Test
    void allOrNoneLeavesNothingBehind() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        var keys = client.orgKeys(100);

        // When
        var results = client.createJobs(id, keys, true).json();

        // Then
        assertThat(results)
                .hasSize(100)
                .allMatch(result -> !result.path("success").asBoolean());
        assertThat(results.findValuesAsText("statusCode")).contains("ALL_OR_NONE_OPERATION_ROLLED_BACK");
        assertThat(client.count("SELECT Id FROM PackagePushJob")).isZero();
        assertThat(eligibleKey(id)).isNotEmpty();
    }

    /** Adds a job for the first org that can have one. */
    private String eligibleKey(String requestId) throws IOException, InterruptedException {
        for (var key : client.orgKeys(50)) {
            if (client.createJobs(requestId, List.of(key), false)
                    .json()
                    .path(0)
                    .path("success")
                    .asBoolean()) {
                return key;
            }
        }
        throw new AssertionError("no org is eligible");
    }

    @Test
    void aRequestIsCancelledFromCreatedAndPendingOnly() throws IOException, InterruptedException {
        // Given
        var created = client.createRequest();
        var running = client.createRequest();
        eligibleKey(running);
        client.setStatus(running, "Pending");
        client.advance("PT31S");

        // When
        var cancelled = client.setStatus(created, "Canceled");
        var refused = client.setStatus(running, "Canceled");

        // Then
        assertThat(cancelled.status()).isEqualTo(204);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Canceled'"))
                .isOne();
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'InProgress'"))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POST  | /sobjects/PackagePushRequest | {not json                                   | 400 | JSON_PARSER_ERROR
                    POST  | /sobjects/PackagePushRequest | []                                          | 400 | JSON_PARSER_ERROR
                    POST  | /sobjects/PackagePushRequest | {}                                          | 400 | REQUIRED_FIELD_MISSING
                    POST  | /sobjects/PackagePushRequest | {"PackageVersionId":"04t"}                  | 400 | MALFORMED_ID
                    POST  | /sobjects/PackagePushRequest | {"PackageVersionId":5}                      | 400 | JSON_PARSER_ERROR
                    POST  | /sobjects/PackagePushRequest | {"Nonsense":"x"}                            | 400 | INVALID_FIELD
                    POST  | /sobjects/PackagePushRequest | {"SystemModstamp":"2026-01-01T00:00:00Z"}   | 400 | INVALID_FIELD_FOR_INSERT_UPDATE
                    POST  | /sobjects/PackagePushRequest | {"PackageVersionId":"TARGET","Status":"Lost"}    | 400 | INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST
                    POST  | /sobjects/PackagePushRequest | {"PackageVersionId":"TARGET","Status":"Pending"} | 400 | INVALID_STATUS
                    POST  | /sobjects/PackagePushRequest | {"PackageVersionId":"TARGET","ScheduledStartTime":"soon"} | 400 | JSON_PARSER_ERROR
                    POST  | /sobjects/PackageSubscriber  | {"OrgName":"x"}                             | 400 | INVALID_FIELD_FOR_INSERT_UPDATE
                    POST  | /sobjects/Nonsense           | {}                                          | 404 | NOT_FOUND
                    PATCH | /sobjects/PackagePushRequest/0DV5g0000000009GAA | {"Status":"Pending"}     | 404 | NOT_FOUND
                    PATCH | /sobjects/PackagePushRequest/REQUEST | {"Status":"Succeeded"}              | 400 | INVALID_STATUS
                    PATCH | /sobjects/PackagePushRequest/REQUEST | {"Status":"Pending","Nonsense":1}   | 400 | INVALID_FIELD
                    PATCH | /sobjects/PackagePushRequest/REQUEST | {"Status":"Pending","PackageVersionId":"04t"} | 400 | MALFORMED_ID
                    POST  | /composite/sobjects          | {"records":{}}                              | 400 | JSON_PARSER_ERROR
                    POST  | /composite/sobjects          | {"records":[{"a":1}]}                       | 400 | INVALID_INPUT
                    POST  | /composite/sobjects          | {"records":[{"attributes":{"type":"X"}}]}   | 400 | INVALID_TYPE
                    DELETE| /sobjects/PackagePushRequest/REQUEST |                                     | 405 | METHOD_NOT_ALLOWED
                    GET   | /nonsense                    |                                             | 404 | NOT_FOUND
                    GET   | /query                       |                                             | 400 | MALFORMED_QUERY
                    GET   | /query/01gx-2000             |                                             | 400 | INVALID_QUERY_LOCATOR
                    """)
    void aMalformedCallIsRefusedAndChangesNothing(String method, String path, String body, int status, String code)
            throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        var before = client.query("SELECT Id, Status, SystemModstamp, PackageVersionId FROM PackagePushRequest")
                .body();
        var target = client.targetVersion();

        // When
        var answer = client.call(
                method, DATA + path.replace("REQUEST", id), body == null ? "" : body.replace("TARGET", target));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
        assertThat(client.query("SELECT Id, Status, SystemModstamp, PackageVersionId FROM PackagePushRequest")
                        .body())
                .isEqualTo(before);
        assertThat(client.count("SELECT Id FROM PackagePushJob")).isZero();
    }

    @Test
    void aQueryThatIsTooLongForAUriIsRefused() throws IOException, InterruptedException {
        // Given
        var keys = String.join("','", Collections.nCopies(1_000, "00D000000000000"));

        // When
        var answer = client.query("SELECT Id FROM PackageSubscriber WHERE OrgKey IN ('" + keys + "')");

        // Then
        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.errorCode()).isEqualTo("URI_TOO_LONG");
    }

    @Test
    void aCollectionHasAtMostTwoHundredRecords() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();

        // When
        var answer = client.createJobs(id, Collections.nCopies(201, "00D000000000000"), false);

        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void anOrgCanBeChangedNow() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        var key = client.orgKeys(50).get(0);
        client.patch("/simulator/orgs/" + key, "{\"status\":\"Inactive\",\"blocked\":false}");

        // When
        var result = client.createJobs(id, List.of(key), false).json().path(0);

        // Then
        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(client.get("/simulator/orgs/" + key).json().path("orgStatus").asText())
                .isEqualTo("Inactive");
        assertThat(client.count(
                        "SELECT Id FROM PackageSubscriber WHERE OrgKey = '" + key + "' AND OrgStatus='Inactive'"))
                .isPositive();
    }

    @Test
    void theCallsOfClientsAreLoggedAndThoseOfTheControlsAreNot() throws IOException, InterruptedException {
        // Given
        client.query("SELECT Id FROM PackagePushRequest");

        // When
        var log = client.get("/simulator/requests-log?after=1").body();

        // Then
        assertThat(client.get("/simulator/requests-log/count")
                        .json()
                        .path("calls")
                        .asInt())
                .isEqualTo(2);
        assertThat(log)
                .contains("\"query\":\"SELECT Id FROM PackagePushRequest\"")
                .contains("\"cost\":1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    POST  | /simulator/clock               | {"speed":-1}
                    POST  | /simulator/clock               | {"advance":"-PT1H"}
                    POST  | /simulator/clock               | {"stop":true}
                    POST  | /simulator/clock               | {}
                    PATCH | /simulator/orgs/00D000000000000 | {"blocked":true}
                    PATCH | /simulator/orgs/KEY            | {"blocked":"yes"}
                    PATCH | /simulator/orgs/KEY            | {"status":"Asleep"}
                    PATCH | /simulator/orgs/KEY            | {"installedVersionId":"04t"}
                    GET   | /simulator/ledger?limit=0      |
                    GET   | /simulator/nonsense            |
                    """)
    void aWrongControlIsRefusedWithProblemDetails(String method, String path, String body)
            throws IOException, InterruptedException {
        // Given
        var key = client.orgKeys(1).get(0);

        // When
        var answer = client.call(method, path.replace("KEY", key), body == null ? "" : body);

        // Then
        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().path("detail").asText()).isNotEmpty();
    }
}
