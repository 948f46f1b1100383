package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Queries as they come over the wire. */
final class QueryApiTest {
    private static Simulator simulator;
    private static SalesforceClient client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        simulator = Simulator.start(
                SimulatorSettings.builder().port(0).orgs(50).speed(0).build());
        client = new SalesforceClient(simulator).login();
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @Test
    void aRefusalHasTheExcerptTheCaretAndThePlaceInItsMessage() throws IOException, InterruptedException {
        // When
        var answer = client.query("SELECT Id FROM PackagePushJob WHERE StartTime = null");

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "[{\"message\":\"\\n Id FROM PackagePushJob WHERE StartTime = null\\n                              ^\\n"
                                + "ERROR at Row:1:Column:37\\nfield 'StartTime' can not be filtered in a query call\","
                                + "\"errorCode\":\"INVALID_FIELD\"}]");
    }

    @Test
    void functionsOverGroupsAreNumbers() throws IOException, InterruptedException {
        // When
        var record = client.query("SELECT OrgType type, COUNT(Id) orgs, MIN(MetadataPackageVersion.MajorVersion) least,"
                        + " AVG(MetadataPackageVersion.MajorVersion) mean, SUM(MetadataPackageVersion.MajorVersion) FROM"
                        + " PackageSubscriber GROUP BY OrgType HAVING COUNT(Id) > 5 ORDER BY COUNT(Id) DESC LIMIT 1")
                .json()
                .path("records")
                .path(0);

        // Then
        assertThat(record.path("attributes").path("type").asText()).isEqualTo("AggregateResult");
        assertThat(record.path("type").asText()).isEqualTo("Production");
        assertThat(record.path("orgs").asInt()).isGreaterThan(5);
        assertThat(record.path("least").asInt()).isPositive();
        assertThat(record.path("mean").isDouble()).isTrue();
        assertThat(record.path("mean").asDouble() * record.path("orgs").asInt())
                .isCloseTo(record.path("expr0").asDouble(), within(1e-6));
    }

    @Test
    void todayMovesWithTheSimulatedClock() throws IOException, InterruptedException {
        // Given
        client.createRequest();
        int today = client.count("SELECT COUNT() FROM PackagePushRequest WHERE SystemModstamp = TODAY");

        // When
        client.advance("PT24H");

        // Then
        assertThat(today).isOne();
        assertThat(client.count("SELECT COUNT() FROM PackagePushRequest WHERE SystemModstamp = TODAY"))
                .isZero();
        assertThat(client.count("SELECT COUNT() FROM PackagePushRequest WHERE SystemModstamp = YESTERDAY"))
                .isOne();
    }
}
