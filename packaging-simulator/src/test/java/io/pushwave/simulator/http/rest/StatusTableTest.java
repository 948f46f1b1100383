package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wish for a status in every status, as a client makes it. */
final class StatusTableTest {
    private static final String SOBJECTS = "/services/data/v66.0/sobjects/";
    private static final List<String> STATUSES =
            List.of("Created", "Pending", "InProgress", "Succeeded", "Failed", "Canceled");
    private static final Set<String> ALLOWED = Set.of(
            "Created to Created",
            "Created to Pending",
            "Created to Canceled",
            "Pending to Pending",
            "Pending to Canceled");

    private static final Simulator SIMULATOR = Simulator.start(SimulatorSettings.builder()
            .port(0)
            .orgs(400)
            .speed(0)
            .set(Setting.FAILURE_RATE, 0)
            .set(Setting.START_DELAY_MINIMUM, "PT5S")
            .set(Setting.START_DELAY_MAXIMUM, "PT5S")
            .set(Setting.JOB_DURATION_MINIMUM, "PT10M")
            .set(Setting.JOB_DURATION_MAXIMUM, "PT10M")
            .build());
    private static final SalesforceClient CLIENT = new SalesforceClient(SIMULATOR);
    private static final Deque<String> UNUSED_ORGS = new ArrayDeque<>();

    @BeforeAll
    static void login() throws IOException, InterruptedException {
        CLIENT.login();
        UNUSED_ORGS.addAll(CLIENT.orgKeys(400));
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    static Stream<Arguments> allPairs() {
        return STATUSES.stream().flatMap(current -> STATUSES.stream().map(wanted -> Arguments.of(current, wanted)));
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void aRequestTakesTheStatusesThatClientsMaySetAndStaysAsItIsOtherwise(String current, String wanted)
            throws IOException, InterruptedException {
        // Given
        var id = requestIn(current);
        var before = state(id);

        // When
        var answer = CLIENT.setStatus(id, wanted);

        // Then
        if (ALLOWED.contains(current + " to " + wanted)) {
            assertThat(answer.status()).isEqualTo(204);
            assertThat(statuses(id)).containsOnly(wanted);
        } else {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCode()).isEqualTo("INVALID_STATUS");
            assertThat(state(id)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void aJobTakesNoStatusFromAClient(String current, String wanted) throws IOException, InterruptedException {
        // Given
        var id = requestIn(current);
        var before = state(id);
        var job = CLIENT.query("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = '" + id + "'")
                .json()
                .path("records")
                .path(0)
                .path("Id")
                .asText();

        // When
        var answer = CLIENT.patch(SOBJECTS + "PackagePushJob/" + job, "{\"Status\":\"" + wanted + "\"}");

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(state(id)).isEqualTo(before);
    }

    @Test
    void aRequestWhoseStartIsInThePastStartsAsSoonAsPossible() throws IOException, InterruptedException {
        // Given
        var id = create(",\"ScheduledStartTime\":\"2020-01-01T00:00:00Z\"");
        addJob(id);

        // When
        CLIENT.setStatus(id, "Pending");
        CLIENT.advance("PT6S");

        // Then
        assertThat(statuses(id)).containsOnly("InProgress");
    }

    /** A request with one job, both in this status. */
    private static String requestIn(String status) throws IOException, InterruptedException {
        var id = create(status.equals("Pending") ? ",\"ScheduledStartTime\":\"2099-01-01T00:00:00Z\"" : "");
        var org = addJob(id);
        switch (status) {
            case "Created" -> {
                // It is.
            }
            case "Pending", "Canceled" -> CLIENT.setStatus(id, status);
            case "Failed" -> {
                CLIENT.patch("/simulator/orgs/" + org, "{\"status\":\"Inactive\"}");
                CLIENT.setStatus(id, "Pending");
                CLIENT.advance("PT11M");
            }
            default -> {
                CLIENT.setStatus(id, "Pending");
                CLIENT.advance(status.equals("InProgress") ? "PT6S" : "PT11M");
            }
        }
        assertThat(statuses(id)).containsOnly(status);
        return id;
    }

    private static String create(String more) throws IOException, InterruptedException {
        return CLIENT.post(
                        SOBJECTS + "PackagePushRequest",
                        "{\"PackageVersionId\":\"" + CLIENT.targetVersion() + "\"" + more + "}")
                .json()
                .path("id")
                .asText();
    }

    /** Adds a job for an org that has none yet, and answers the org's key. */
    private static String addJob(String requestId) throws IOException, InterruptedException {
        while (true) {
            var org = UNUSED_ORGS.removeFirst();
            var result =
                    CLIENT.createJobs(requestId, List.of(org), false).json().path(0);
            if (result.path("success").asBoolean()) {
                return org;
            }
        }
    }

    /** The status of the request and of its job. */
    private static List<String> statuses(String id) throws IOException, InterruptedException {
        return Stream.of(request(id, "Status"), jobs(id, "Status"))
                .map(answer ->
                        answer.json().path("records").path(0).path("Status").asText())
                .toList();
    }

    private static String state(String id) throws IOException, InterruptedException {
        return request(id, "Status, PackageVersionId, ScheduledStartTime, StartTime, EndTime, SystemModstamp")
                        .body()
                + jobs(id, "Status, StartTime, EndTime, SystemModstamp").body();
    }

    private static SalesforceClient.Answer request(String id, String fields) throws IOException, InterruptedException {
        return CLIENT.query("SELECT " + fields + " FROM PackagePushRequest WHERE Id = '" + id + "'");
    }

    private static SalesforceClient.Answer jobs(String id, String fields) throws IOException, InterruptedException {
        return CLIENT.query("SELECT " + fields + " FROM PackagePushJob WHERE PackagePushRequestId = '" + id + "'");
    }
}
