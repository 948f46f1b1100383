package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of queries, and how long what is left of them is kept. */
final class QueryPagesTest {
    private static final String DATA = "/services/data/v66.0";
    private static final int ORGS = 900;

    private volatile Instant now = Instant.parse("2026-11-27T08:00:00Z");
    private Simulator simulator = start(SimulatorSettings.builder());
    private SalesforceClient client = new SalesforceClient(simulator);

    private Simulator start(SimulatorSettings.Builder settings) {
        return Simulator.start(settings.port(0).orgs(ORGS).seed(7).speed(0).build(), () -> now);
    }

    @BeforeEach
    void login() throws IOException, InterruptedException {
        client.login();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private List<String> open(int queries) throws IOException, InterruptedException {
        var locators = new ArrayList<String>();
        for (int query = 0; query < queries; query++) {
            locators.add(client.call(
                            "GET",
                            DATA + "/query?q=SELECT+Id+FROM+PackageSubscriber",
                            "",
                            "Sforce-Query-Options",
                            "batchSize=200")
                    .json()
                    .path("nextRecordsUrl")
                    .asText());
        }
        return locators;
    }

    @Test
    void manyRowsComeInPagesWithoutGapsOrRepetition() throws IOException, InterruptedException {
        // Given
        var seen = new HashSet<String>();
        int pages = 0;

        // When
        var page = client.call(
                        "GET",
                        DATA + "/query?q=SELECT+Id+FROM+PackageSubscriber",
                        "",
                        "Sforce-Query-Options",
                        "batchSize=200")
                .json();
        int total = page.path("totalSize").asInt();
        while (true) {
            pages++;
            page.path("records").forEach(record -> seen.add(record.path("Id").asText()));
            if (page.path("done").asBoolean()) {
                break;
            }
            page = client.get(page.path("nextRecordsUrl").asText()).json();
        }

        // Then
        assertThat(seen).hasSize(total);
        assertThat(pages).isEqualTo((total + 199) / 200);
    }

    @Test
    void anyNumberOfQueriesMayBeOpen() throws IOException, InterruptedException {
        // When
        var locators = open(150);

        // Then
        for (var locator : locators) {
            assertThat(client.get(locator).status()).as(locator).isEqualTo(200);
        }
    }

    @Test
    void aLocatorIsKeptForTwoDays() throws IOException, InterruptedException {
        // Given
        var locator = open(1).getFirst();

        // When
        now = now.plus(Duration.ofHours(47));
        client.login();
        var inTime = client.get(locator);
        now = now.plus(Duration.ofHours(49));
        client.login();
        var late = client.get(locator);

        // Then
        assertThat(inTime.status()).isEqualTo(200);
        assertThat(late.errorCode()).isEqualTo("INVALID_QUERY_LOCATOR");
    }

    @Test
    void onlyTheRowsOfOpenQueriesAreBounded() throws IOException, InterruptedException {
        // Given
        simulator.close();
        simulator = start(SimulatorSettings.builder().set(Setting.QUERY_LOCATOR_ROWS, 2 * 2 * ORGS));
        client = new SalesforceClient(simulator).login();
        var locators = open(5);

        // When
        var oldest = client.get(locators.getFirst());
        var newest = client.get(locators.getLast());

        // Then
        assertThat(oldest.errorCode()).isEqualTo("INVALID_QUERY_LOCATOR");
        assertThat(newest.status()).isEqualTo(200);
    }
}
