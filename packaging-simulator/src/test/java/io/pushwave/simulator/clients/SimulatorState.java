package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a simulator holds, asked for by its own interfaces and not by the client under test; and its controls. */
final class SimulatorState {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SalesforceClient api;

    SimulatorState(SalesforceClient api) {
        this.api = api;
    }

    /** The one package that has a version to push. */
    String packageId() throws IOException, InterruptedException {
        return api.get("/simulator/versions").json().at("/packages/0/packageId").asText();
    }

    /** A field of a push request. */
    String request(String requestId, String field) throws IOException, InterruptedException {
        return api.query("SELECT " + field + " FROM PackagePushRequest WHERE Id = '" + requestId + "'")
                .json()
                .at("/records/0/" + field)
                .asText();
    }

    String status(String requestId) throws IOException, InterruptedException {
        return request(requestId, "Status");
    }

    /** How many push requests there are. */
    int requests() throws IOException, InterruptedException {
        return api.count("SELECT Id FROM PackagePushRequest");
    }

    /** How many of a request's jobs are in a status. */
    int jobs(String requestId, String status) throws IOException, InterruptedException {
        return api.count("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = '" + requestId + "' AND Status = '"
                + status + "'");
    }

    /** The keys of a request's orgs, in the order of its jobs; at most 2,000. */
    List<String> orgsOf(String requestId) throws IOException, InterruptedException {
        return api.query("SELECT SubscriberOrganizationKey FROM PackagePushJob WHERE PackagePushRequestId = '"
                        + requestId + "' ORDER BY Id")
                .json()
                .path("records")
                .findValuesAsText("SubscriberOrganizationKey");
    }

    /** How many calls there were. */
    long calls() throws IOException, InterruptedException {
        return api.get("/simulator/requests-log/count").json().path("calls").asLong();
    }

    /** The calls since there were so many: method, path and status, a line each, then the query. */
    List<String> callsAfter(long calls) throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        var log = api.get("/simulator/requests-log?limit=1000&after=" + calls).body();
        for (var line : log.lines().toList()) {
            var entry = JSON.readTree(line);
            lines.add(entry.path("method").asText() + " " + entry.path("path").asText() + " "
                    + entry.path("status").asText() + " " + entry.path("query").asText());
        }
        return lines;
    }

    /** Adds a rule of misbehaviour, given as the members of its JSON. */
    void fault(String members) throws IOException, InterruptedException {
        var answer = api.post("/simulator/faults", "[{" + members + "}]");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    void clearFaults() throws IOException, InterruptedException {
        api.call("DELETE", "/simulator/faults", "");
    }

    /** @param speed simulated seconds per second; 0: time stands still */
    void setSpeed(int speed) throws IOException, InterruptedException {
        api.post("/simulator/clock", "{\"speed\":" + speed + "}");
    }
}
