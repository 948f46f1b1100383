package io.pushwave.simulator.http.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries by Bulk API 1.0. */
final class AsyncQueryTest {
    private static Simulator simulator;
    private static SalesforceClient client;
    private static AsyncClient async;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        simulator = Simulator.start(
                SimulatorSettings.builder().port(0).orgs(3_000).speed(0).build());
        client = new SalesforceClient(simulator).login();
        async = new AsyncClient(simulator, "67.0", client.token());
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    private record Asked(String job, String batch) {
        String path() {
            return "/job/" + job + "/batch/" + batch;
        }
    }

    private static Asked ask(String operation, String object, String content, String soql)
            throws IOException, InterruptedException {
        var job = async.create(operation, object, content);
        var type = switch (content) {
            case "CSV" -> AsyncClient.CSV;
            case "JSON" -> AsyncClient.JSON;
            default -> AsyncClient.XML;
        };
        var asked = new Asked(job, async.add(job, type, soql));
        client.advance("PT1M");
        return asked;
    }

    private static AsyncClient.Answer rows(Asked asked, String resultId) throws IOException, InterruptedException {
        return async.get(asked.path() + "/result/" + resultId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "queryAll"})
    void theRowsComeInTheOrderOfTheQueryAndAllInOneResult(String operation) throws IOException, InterruptedException {
        // When
        var asked = ask(operation, "PackageSubscriber", "CSV", "SELECT OrgStatus, OrgKey, Id FROM PackageSubscriber");
        var list = async.get(asked.path() + "/result");
        var rows = rows(asked, list.text("result"));

        // Then
        assertThat(list.type()).isEqualTo("application/xml");
        assertThat(list.root().getLocalName()).isEqualTo("result-list");
        assertThat(list.texts("result"))
                .singleElement()
                .asString()
                .startsWith("752")
                .hasSize(15);
        assertThat(rows.type()).isEqualTo("text/csv");
        assertThat(rows.body()).startsWith("\"OrgStatus\",\"OrgKey\",\"Id\"\n\"");
        assertThat(rows.body().lines().skip(1).map(line -> line.substring(line.lastIndexOf(',') + 1)))
                .hasSize(client.count("SELECT COUNT() FROM PackageSubscriber"))
                .doesNotHaveDuplicates();
        assertThat(async.batch(asked.job(), asked.batch()).text("numberRecordsProcessed"))
                .isEqualTo(String.valueOf(client.count("SELECT COUNT() FROM PackageSubscriber")));
    }

    @Test
    void whereNothingIsFoundCsvSaysSo() throws IOException, InterruptedException {
        // When
        var asked = ask("query", "PackagePushJob", "CSV", "SELECT Id FROM PackagePushJob");
        var rows = rows(asked, async.get(asked.path() + "/result").text("result"));

        // Then
        assertThat(rows.body()).isEqualTo("Records not found for this query");
    }

    @Test
    void jsonHasTimesInMillisecondsAndParentsInside() throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();

        // When
        var asked = ask(
                "query",
                "PackagePushRequest",
                "JSON",
                "SELECT Id, PackageVersion.Name, SystemModstamp, EndTime, IsMigration FROM PackagePushRequest WHERE Id = '"
                        + request + "'");
        var list = async.get(asked.path() + "/result");
        var row = rows(asked, list.json().path(0).asText()).json().path(0);

        // Then
        assertThat(list.type()).isEqualTo("application/json");
        assertThat(row.at("/attributes/type").asText()).isEqualTo("PackagePushRequest");
        assertThat(row.at("/attributes/url").asText())
                .isEqualTo("/services/data/v67.0/sobjects/PackagePushRequest/" + request);
        assertThat(row.path("Id").asText()).isEqualTo(request);
        assertThat(row.at("/PackageVersion/Name").asText()).isNotEmpty();
        assertThat(row.path("SystemModstamp").isIntegralNumber()).isTrue();
        assertThat(row.path("EndTime").isNull()).isTrue();
        assertThat(row.path("IsMigration").isBoolean()).isTrue();
    }

    @Test
    void xmlHasTypesNullsAndParentsInside() throws IOException, InterruptedException {
        // Given
        var request = client.createRequest();

        // When
        var asked = ask(
                "query",
                "PackagePushRequest",
                "XML",
                "SELECT Id, PackageVersion.MajorVersion, EndTime FROM PackagePushRequest WHERE Id = '" + request + "'");
        var rows = rows(asked, async.get(asked.path() + "/result").text("result"));

        // Then
        assertThat(rows.root().getLocalName()).isEqualTo("queryResult");
        assertThat(rows.text("type")).isEqualTo("PackagePushRequest");
        assertThat(rows.text("Id")).isEqualTo(request);
        assertThat(rows.text("MajorVersion")).matches("\\d+");
        assertThat(rows.body()).contains("<EndTime xsi:nil=\"true\"", "<PackageVersion xsi:type=\"sObject\">");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT Id FROM PackagePushJob | INVALID_TYPE_FOR_OPERATION: The root entity of the requested query (PackagePushJob) does not match the entity of the requested Bulk API Job (PackageSubscriber).",
                "SELECT Nonsense FROM PackageSubscriber | INVALID_FIELD: ",
                "nonsense | MALFORMED_QUERY: ",
                "SELECT COUNT(Id) FROM PackageSubscriber | FUNCTIONALITY_NOT_ENABLED: Aggregate functions not supported in Bulk Query",
                "SELECT OrgStatus FROM PackageSubscriber GROUP BY OrgStatus | FUNCTIONALITY_NOT_ENABLED: GROUP BY not supported",
                "SELECT Id FROM PackageSubscriber OFFSET 2 | FUNCTIONALITY_NOT_ENABLED: OFFSET not supported in Bulk Query",
            })
    void aQueryThatCannotBeFailsItsBatch(String soql, String reason) throws IOException, InterruptedException {
        // When
        var asked = ask("query", "PackageSubscriber", "CSV", soql);
        var batch = async.batch(asked.job(), asked.batch());

        // Then
        assertThat(batch.text("state")).isEqualTo("Failed");
        assertThat(batch.text("stateMessage")).startsWith("InvalidBatch : Failed to process query: " + reason);
    }

    @Test
    void aResultOfAnotherIdIsNotThere() throws IOException, InterruptedException {
        // Given
        var asked = ask("query", "PackageSubscriber", "CSV", "SELECT Id FROM PackageSubscriber LIMIT 1");

        // When
        var answer = rows(asked, "7525g0000000000");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("exceptionCode")).isEqualTo("InvalidBatch");
    }
}
