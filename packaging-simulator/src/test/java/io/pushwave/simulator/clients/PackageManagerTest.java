package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.controls.Fault;
import io.pushwave.simulator.controls.SimulatorControls;
import io.pushwave.simulator.http.SalesforceClient;
import io.pushwave.simulator.http.async.AsyncClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * forcedotcom/package-manager, call by call with API version 52.0: it reads subscribers by REST, creates a request, and its jobs
 * by one job of Bulk API 1.0 that it never closes, 169 a batch, one batch after the other. Which org a result is about it knows
 * by its place only. Orgs of a batch that has failed it tries one by one.
 */
final class PackageManagerTest {
    private static final int BATCH = 13 * 13;
    private static final String DATA = "/services/data/v52.0/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator = Simulator.start(SimulatorSettings.builder()
            .port(0)
            .orgs(700)
            .speed(0)
            .set(Setting.BULK_BATCH_RETRIES, 0)
            .build());
    private final SimulatorControls controls = new SimulatorControls(simulator.url());
    private final SalesforceClient rest = new SalesforceClient(simulator);
    private AsyncClient bulk = new AsyncClient(simulator, "52.0", "");

    @BeforeEach
    void login() throws IOException, InterruptedException {
        rest.login();
        bulk = new AsyncClient(simulator, "52.0", rest.token());
    }

    @AfterEach
    void stop() {
        controls.close();
        simulator.close();
    }

    private SalesforceClient.Answer query(String soql) throws IOException, InterruptedException {
        return rest.get(DATA + "query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8));
    }

    /** Subscribers that have an older version, as far as it can tell. */
    private List<String> orgs() throws IOException, InterruptedException {
        var target = controls.targetVersionId();
        var orgs = new ArrayList<String>();
        for (var record : query(
                        "SELECT OrgName,OrgType,InstalledStatus,InstanceName,OrgStatus,MetadataPackageVersionId,OrgKey,"
                                + "ParentOrg,SystemModstamp\n\t\tFROM PackageSubscriber WHERE MetadataPackageId = '"
                                + query("SELECT Id FROM MetadataPackage")
                                        .json()
                                        .at("/records/0/Id")
                                        .asText() + "'")
                .json()
                .path("records")) {
            if (!record.path("MetadataPackageVersionId").asText().equals(target)) {
                orgs.add(record.path("OrgKey").asText());
            }
        }
        return orgs;
    }

    private String createRequest() throws IOException, InterruptedException {
        var start = controls.now().plus(Duration.ofMinutes(10)).toString();
        return rest.post(
                        DATA + "sobjects/PackagePushRequest",
                        JSON.createObjectNode()
                                .put("PackageVersionId", controls.targetVersionId())
                                .put("ScheduledStartTime", start)
                                .toString())
                .json()
                .path("id")
                .asText();
    }

    /** What it writes down of each org: the id of its job, or why there is none. */
    private Map<String, String> createJobs(String request, List<String> orgs) throws IOException, InterruptedException {
        var job = bulk.post(
                        "/job",
                        "application/xml; charset=utf-8",
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><jobInfo  xmlns=\"" + AsyncClient.NAMESPACE
                                + "\"><operation>insert</operation><object>PackagePushJob</object>"
                                + "<contentType>CSV</contentType></jobInfo>")
                .text("id");
        var written = new HashMap<String, String>();
        var left = new ArrayList<String>();
        for (int from = 0; from < orgs.size(); from += BATCH) {
            var some = orgs.subList(from, Math.min(orgs.size(), from + BATCH));
            var batch = bulk.post("/job/" + job + "/batch", "text/csv", csv(request, some));
            var path = "/job/" + job + "/batch/" + batch.text("id");
            if (isCompleted(path)) {
                read(bulk.get(path + "/result"), some, written);
            } else {
                left.addAll(some);
            }
        }
        for (var org : left) {
            var created = rest.post(
                    DATA + "sobjects/PackagePushJob",
                    JSON.createObjectNode()
                            .put("PackagePushRequestId", request)
                            .put("SubscriberOrganizationKey", org)
                            .toString());
            written.put(org, created.status() == 201 ? created.json().path("id").asText() : created.errorCode());
        }
        return written;
    }

    private static String csv(String request, List<String> orgs) {
        return orgs.stream()
                .map(org -> request + "," + org + "\n")
                .collect(Collectors.joining("", "PackagePushRequestId,SubscriberOrganizationKey\n", ""));
    }

    /** Polls every three seconds. */
    private boolean isCompleted(String batch) throws IOException, InterruptedException {
        while (true) {
            controls.advance(Duration.ofSeconds(3));
            var state = bulk.get(batch);
            switch (state.text("state")) {
                case "Completed" -> {
                    return true;
                }
                case "Failed" -> {
                    assertThat(state.text("numberRecordsProcessed")).isEqualTo("0");
                    assertThat(state.text("stateMessage")).isNotEmpty();
                    return false;
                }
                default -> assertThat(state.text("state")).isIn("Queued", "InProgress");
            }
        }
    }

    private static void read(AsyncClient.Answer results, List<String> orgs, Map<String, String> written)
            throws IOException {
        assertThat(results.type()).isEqualTo("text/csv");
        try (var parser = CSVParser.parse(
                results.body(),
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            var rows = parser.getRecords();
            assertThat(rows).hasSameSizeAs(orgs);
            for (int position = 0; position < orgs.size(); position++) {
                var row = rows.get(position);
                boolean success = row.get("Success").equals("true");
                written.put(orgs.get(position), success ? row.get("Id") : row.get("Error"));
            }
        }
    }

    /** The ids of the jobs in the ledger, by org. */
    private Map<String, String> ledger(String request, String status) {
        return controls.ledger().stream()
                .flatMap(line -> line.jobs().stream()
                        .filter(job -> job.requestId().equals(request)
                                && (status.isEmpty() || job.status().equals(status)))
                        .map(job -> Map.entry(line.orgKey(), job.jobId())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> withJob(Map<String, String> written) {
        return written.entrySet().stream()
                .filter(each -> each.getValue().startsWith("0DX"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void activate(String request) throws IOException, InterruptedException {
        assertThat(rest.patch(DATA + "sobjects/PackagePushRequest/" + request, "{\"Status\":\"Pending\"}")
                        .status())
                .isEqualTo(204);
        controls.advance(Duration.ofHours(12));
    }

    @Test
    void theJobsOfEveryOrgAreWhatItWroteDownAndRun() throws IOException, InterruptedException {
        // Given
        var orgs = orgs();
        var request = createRequest();

        // When
        var written = createJobs(request, orgs);
        activate(request);

        // Then
        assertThat(orgs).hasSizeGreaterThan(3 * BATCH);
        assertThat(written).hasSameSizeAs(orgs);
        assertThat(written.values()).anyMatch(text -> text.startsWith("INVALID_OPERATION:"));
        assertThat(withJob(written)).isEqualTo(ledger(request, "")).isNotEmpty();
        assertThat(ledger(request, "Succeeded").size()
                        + ledger(request, "Failed").size())
                .isEqualTo(withJob(written).size());
    }

    @Test
    void theOrgsOfAFailedBatchAreTriedOneByOne() throws IOException, InterruptedException {
        // Given
        var orgs = orgs().subList(0, 2 * BATCH);
        var request = createRequest();
        controls.misbehave(
                Fault.on("/services/async/job/*/batch/*").method("BATCH").nth(2).does("bulkBatchTimeout"));

        // When
        var written = createJobs(request, orgs);
        activate(request);

        // Then
        assertThat(written).hasSameSizeAs(orgs);
        assertThat(withJob(written)).isEqualTo(ledger(request, "")).isNotEmpty();
        assertThat(rest.get("/simulator/requests-log?method=POST&path=*/sobjects/PackagePushJob")
                        .body()
                        .lines())
                .hasSize(BATCH);
    }
}
