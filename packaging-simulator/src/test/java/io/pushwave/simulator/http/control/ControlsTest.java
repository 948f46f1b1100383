package io.pushwave.simulator.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.http.SalesforceClient;
import io.pushwave.simulator.junit.SimulatorExtension;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ledger, the requests log and the clock, and what can be asked of them. */
final class ControlsTest {
    @RegisterExtension
    static final SimulatorExtension extension =
            SimulatorExtension.with(settings -> settings.orgs(120).seed(7)).goingBackForEachTest();

    private final SalesforceClient client = new SalesforceClient(extension.simulator());

    @BeforeEach
    void login() throws IOException, InterruptedException {
        client.login();
    }

    private List<String> ledger(String parameters) throws IOException, InterruptedException {
        var answer = client.get("/simulator/ledger?" + parameters);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().toList();
    }

    /** Two requests for the same orgs, the second one cancelled; answers their ids. */
    private List<String> push() throws IOException, InterruptedException {
        var keys = client.orgKeys(120);
        var done = client.createRequest();
        client.createJobs(done, keys.subList(0, 60), false);
        client.setStatus(done, "Pending");
        client.advance("PT48H");
        var canceled = client.createRequest();
        client.createJobs(canceled, keys.subList(40, 100), false);
        client.setStatus(canceled, "Canceled");
        return List.of(done, canceled);
    }

    @Test
    void theLedgerIsAskedForOneRequestOrStatusOrOrg() throws IOException, InterruptedException {
        // Given
        var requests = push();
        int jobs = client.count("SELECT Id FROM PackagePushJob WHERE PackagePushRequestId = '" + requests.get(1) + "'");

        // When
        var ofRequest = ledger("request=" + requests.get(1));

        // Then
        assertThat(ofRequest)
                .hasSize(jobs)
                .allSatisfy(line -> assertThat(line).contains(requests.get(1)).doesNotContain(requests.get(0)));
        assertThat(ledger("status=Canceled")).isEqualTo(ofRequest);
        assertThat(ledger("status=Canceled&request=" + requests.get(0))).isEmpty();
        assertThat(ledger("")).hasSize(120);
        assertThat(ledger("jobs=only"))
                .hasSizeBetween(60, 100)
                .allSatisfy(line -> assertThat(line).doesNotContain("\"jobs\":[]"));
        var org = client.orgKeys(120).get(3);
        assertThat(ledger("org=" + org)).singleElement().asString().contains("\"orgKey\":\"" + org + "\"");
    }

    @Test
    void theFilteredLedgerIsPaged() throws IOException, InterruptedException {
        // Given
        var requests = push();
        var all = ledger("request=" + requests.get(0));

        // When
        var first = ledger("limit=10&request=" + requests.get(0));

        // Then
        var lastKey = first.getLast().replaceAll(".*\"orgKey\":\"(\\w+)\".*", "$1");
        var rest = ledger("after=" + lastKey + "&request=" + requests.get(0));
        assertThat(first).hasSize(10);
        assertThat(rest).isEqualTo(all.subList(10, all.size()));
    }

    @Test
    void theLedgerIsAskedForOnePackage() throws IOException, InterruptedException {
        // Given
        push();
        var packages = client.get("/simulator/versions").json().path("packages");

        // When
        var second = ledger("package=" + packages.get(1).path("packageId").asText());

        // Then
        assertThat(second).isEmpty();
        assertThat(ledger("package=" + packages.get(0).path("packageId").asText()))
                .isEqualTo(ledger("jobs=only"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    ledger?status=Done                  | status is 'Done', one of Created, Pending, InProgress,
                    ledger?request=0DV5g0000000009      | request is '0DV5g0000000009', and there is none with this id
                    ledger?org=x                        | org is 'x', and there is none with this id
                    ledger?package=x                    | package is 'x', and there is none with this id
                    ledger?jobs=all                     | jobs is 'all', only is expected
                    ledger?limit=0                      | limit is '0', 1 to 10000 is expected
                    ledger?state=Done                   | 'state' is unknown: after, limit, org, status, request, package
                    requests-log?since=now              | since is 'now', a simulated instant such as
                    requests-log?verb=GET               | 'verb' is unknown: after, limit, method, path, client or since
                    requests-log?after=-1               | after is '-1', 0 to
                    """)
    void whatCannotBeAskedIsRefused(String query, String detail) throws IOException, InterruptedException {
        // When
        var answer = client.get("/simulator/" + query);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).startsWith(detail);
    }

    @Test
    void theRequestsLogIsAskedForSomeCalls() throws IOException, InterruptedException {
        // Given
        var limits = "/services/data/v66.0/limits";
        client.call("GET", limits, "", "Sforce-Call-Options", "client=jsforce, defaultNamespace=x");
        client.advance("PT1H");
        var since = extension.controls().now();
        client.createRequest();
        client.call("GET", limits, "", "User-Agent", "wave tool/1");

        // When
        var ofJsforce = log("client=jsforce");

        // Then
        assertThat(ofJsforce).singleElement().asString().contains("/limits", "\"cost\":1", "\"status\":200");
        assertThat(log("path=*/LIMITS")).hasSize(2);
        assertThat(log("path=*/limits&since=" + since))
                .singleElement()
                .asString()
                .contains("wave tool/1");
        assertThat(log("method=post&path=*/sobjects/*")).hasSize(1);
        assertThat(log("method=get&limit=1")).singleElement().asString().contains("jsforce");
    }

    private List<String> log(String parameters) throws IOException, InterruptedException {
        return client.get("/simulator/requests-log?" + parameters)
                .body()
                .lines()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"advance":"-PT1H"}     | advance is "-PT1H", PT0S to
                    {"advance":"soon"}      | advance is "soon", PT0S to
                    {"speed":-1}            | speed is -1, 0 to 100000 is expected
                    {"speed":"fast"}        | speed is "fast", 0 to 100000 is expected
                    {"stop":true}           | 'stop' is unknown: speed or advance is expected
                    {}                      | neither speed nor advance is given
                    """)
    void theClockRefusesWhatTimeDoesNotDo(String body, String detail) throws IOException, InterruptedException {
        // Given
        var before = client.get("/simulator/clock").body();

        // When
        var answer = client.post("/simulator/clock", body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText()).startsWith(detail);
        assertThat(client.get("/simulator/clock").body()).isEqualTo(before);
    }
}
