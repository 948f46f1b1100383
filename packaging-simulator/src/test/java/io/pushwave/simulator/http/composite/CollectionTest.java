package io.pushwave.simulator.http.composite;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code composite/sobjects} beyond the creation of jobs. */
final class CollectionTest extends OneSimulator {
    private static final String SOBJECTS = "/services/data/v66.0/composite/sobjects";

    CollectionTest() {
        super(SimulatorSettings.builder().orgs(100).seed(7).set(Setting.CHANGE_AFTER_ACTIVATION, true));
    }

    private static String change(String id, String members) {
        return "{\"attributes\":{\"type\":\"PackagePushRequest\"},\"id\":\"" + id + "\"," + members + "}";
    }

    private SalesforceClient.Answer update(boolean allOrNone, String... records)
            throws IOException, InterruptedException {
        return client.patch(
                SOBJECTS, "{\"allOrNone\":" + allOrNone + ",\"records\":[" + String.join(",", records) + "]}");
    }

    private String everything() throws IOException, InterruptedException {
        return client.query("SELECT Id, Status, ScheduledStartTime, PackageVersionId, SystemModstamp"
                                + " FROM PackagePushRequest")
                        .body()
                + client.query("SELECT Id, Status, SystemModstamp FROM PackagePushJob")
                        .body();
    }

    private String canceledRequest() throws IOException, InterruptedException {
        var id = client.createRequest();
        client.setStatus(id, "Canceled");
        return id;
    }

    @Test
    void anUpdateChangesEachRecordThatCanBeChanged() throws IOException, InterruptedException {
        // Given
        var created = client.createRequest();
        var canceled = canceledRequest();

        // When
        var answer = update(
                false,
                change(created, "\"Status\":\"Pending\""),
                change(canceled, "\"Status\":\"Pending\""),
                change("0DV5g0000000009GAA", "\"Status\":\"Pending\""),
                change("00D5g0000000009", "\"Status\":\"Pending\""),
                "{\"attributes\":{\"type\":\"PackagePushRequest\"},\"Status\":\"Pending\"}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path(0).toString())
                .isEqualTo("{\"id\":\"" + created + "\",\"success\":true,\"errors\":[]}");
        assertThat(answer.json().findValuesAsText("statusCode"))
                .containsExactly("INVALID_STATUS", "INVALID_CROSS_REFERENCE_KEY", "MALFORMED_ID", "MISSING_ARGUMENT");
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Pending'"))
                .isOne();
    }

    @Test
    void anUpdateThatIsRolledBackLeavesNoTrace() throws IOException, InterruptedException {
        // Given
        var started = client.createRequest();
        client.createJobs(started, client.orgKeys(50), false);
        var postponed = client.createRequest();
        var canceled = canceledRequest();
        client.advance("PT1M");
        var before = everything();

        // When
        var answer = update(
                true,
                change(started, "\"Status\":\"Pending\""),
                change(started, "\"Status\":\"Canceled\""),
                change(postponed, "\"ScheduledStartTime\":\"2036-12-06T21:00:00Z\",\"Status\":\"Pending\""),
                change(canceled, "\"Status\":\"Pending\""));

        // Then
        assertThat(answer.json().findValuesAsText("statusCode"))
                .containsExactly(
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                        "ALL_OR_NONE_OPERATION_ROLLED_BACK",
                        "INVALID_STATUS");
        assertThat(everything()).isEqualTo(before);
        client.advance("PT24H");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aRequestRunsAsUsualAfterItsActivationWasRolledBackOnce() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        client.createJobs(id, client.orgKeys(50), false);
        update(true, change(id, "\"Status\":\"Pending\""), change(canceledRequest(), "\"Status\":\"Pending\""));

        // When
        client.setStatus(id, "Pending");
        client.advance("PT1H");

        // Then
        assertThat(client.count("SELECT Id FROM PackagePushJob WHERE Status NOT IN ('Succeeded','Failed')"))
                .isZero();
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Id = '" + id
                        + "' AND Status IN ('Succeeded','Failed')"))
                .isOne();
    }

    @Test
    void aRescheduleThatIsRolledBackKeepsTheStart() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        update(false, change(id, "\"ScheduledStartTime\":\"2036-12-06T21:00:00Z\",\"Status\":\"Pending\""));

        // When
        update(true, change(id, "\"ScheduledStartTime\":null"), change(canceledRequest(), "\"Status\":\"Pending\""));
        client.advance("PT24H");

        // Then
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Pending'"))
                .isOne();
    }

    @Test
    void creationsThatAreRolledBackLeaveTheRequestAsItWas() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        client.advance("PT1M");
        var before = everything();
        var keys = new ArrayList<>(client.orgKeys(50));

        // When
        client.createJobs(id, keys, true);

        // Then
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST"})
    void recordsAreRetrievedInOrderWithNullForThoseThatAreNot(String method) throws IOException, InterruptedException {
        // Given
        var first = client.createRequest();
        var second = client.createRequest();
        var path = SOBJECTS + "/packagepushrequest";

        // When
        var answer = method.equals("GET")
                ? client.get(path + "?ids=" + second + ",0DV5g0000000009," + first + "&fields=status,IsMigration")
                : client.post(
                        path,
                        "{\"ids\":[\"" + second + "\",\"0DV5g0000000009\",\"" + first
                                + "\"],\"fields\":[\"status\",\"IsMigration\"]}");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).hasSize(3);
        assertThat(answer.json().path(0).toString())
                .isEqualTo("{\"attributes\":{\"type\":\"PackagePushRequest\",\"url\":"
                        + "\"/services/data/v66.0/sobjects/PackagePushRequest/" + second
                        + "\"},\"Status\":\"Created\",\"IsMigration\":false,\"Id\":\"" + second + "\"}");
        assertThat(answer.json().path(1).isNull()).isTrue();
        assertThat(answer.json().path(2).path("Id").asText()).isEqualTo(first);
    }

    @Test
    void nothingHereCanBeDeletedAndEveryRecordSaysSo() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();

        // When
        var answer = client.call("DELETE", SOBJECTS + "?ids=" + id + ",0DV5g0000000009&allOrNone=false", "");

        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().findValuesAsText("statusCode"))
                .containsExactly("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", "INVALID_CROSS_REFERENCE_KEY");
        assertThat(client.count("SELECT Id FROM PackagePushRequest")).isOne();
    }

    @Test
    void aCollectionChangesTypeAtMostNineTimes() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        var records = new ArrayList<String>();
        for (int pair = 0; pair < 6; pair++) {
            records.add(change(id, "\"Status\":\"Pending\""));
            records.add("{\"attributes\":{\"type\":\"PackagePushJob\"},\"id\":\"0DX5g0000000001\"}");
        }

        // When
        var answer = update(false, records.toArray(new String[0]));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_INPUT");
        assertThat(client.count("SELECT Id FROM PackagePushRequest WHERE Status = 'Created'"))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /PackagePushRequest?ids=0DV5g0000000001                   |                        | 400 | MISSING_ARGUMENT
            GET    | /PackagePushRequest?fields=Id                             |                        | 400 | MISSING_ARGUMENT
            GET    | /PackagePushRequest?ids=0DV5g0000000001&fields=Nonsense   |                        | 400 | INVALID_FIELD
            GET    | /Nonsense?ids=0DV5g0000000001&fields=Id                   |                        | 404 | NOT_FOUND
            POST   | /PackagePushRequest                                       | {"ids":[]}             | 400 | MISSING_ARGUMENT
            POST   | /PackagePushRequest                                       | {"ids":[1],"fields":["Id"]} | 400 | JSON_PARSER_ERROR
            POST   | /PackagePushRequest                                       | []                     | 400 | JSON_PARSER_ERROR
            DELETE | ''                                                        |                        | 400 | MISSING_ARGUMENT
            PATCH  | ''                                                        | {"records":[{"id":"x"}]} | 400 | INVALID_INPUT
            PUT    | ''                                                        | {}                     | 405 | METHOD_NOT_ALLOWED
            """)
    void aMalformedCollectionIsRefused(String method, String path, String body, int status, String code)
            throws IOException, InterruptedException {
        // When
        var answer = client.call(method, SOBJECTS + path, body == null ? "" : body);

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    @Test
    void moreRecordsThanACallMayHaveAreRefusedInSalesforcesWords() throws IOException, InterruptedException {
        // Given
        var id = client.createRequest();
        var ids = "[\"" + String.join("\",\"", Collections.nCopies(2_001, id)) + "\"]";

        // When
        var written = client.createJobs(id, Collections.nCopies(201, "00D000000000000"), false);
        var retrieved = client.post(SOBJECTS + "/PackagePushRequest", "{\"ids\":" + ids + ",\"fields\":[\"Id\"]}");

        // Then
        assertThat(List.of(written, retrieved)).allMatch(answer -> answer.status() == 400);
        assertThat(written.body())
                .isEqualTo("[{\"message\":\"record limit reached. cannot submit more than 200 records into this call\","
                        + "\"errorCode\":\"EXCEEDED_ID_LIMIT\"}]");
        assertThat(retrieved.errorCode()).isEqualTo("EXCEEDED_ID_LIMIT");
    }
}
