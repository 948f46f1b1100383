package io.pushwave.simulator.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.simulator.controls.SimulatorControls;
import io.pushwave.simulator.http.SalesforceClient;
import io.pushwave.simulator.http.async.AsyncClient;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The calls that CumulusCI's push tasks make, as of June 2026: their order, URLs, headers and bodies, what it reads of the
 * answers and what it does next. REST calls are those of simple-salesforce, bulk calls those of salesforce-bulk. Where CumulusCI
 * sleeps, simulated time passes.
 */
final class CumulusCi {
    static final int BATCH = 200;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);
    private static final List<String> SUBSCRIBER_FIELDS = List.of(
            "Id",
            "MetadataPackageVersionId",
            "InstalledStatus",
            "InstanceName",
            "OrgName",
            "OrgKey",
            "OrgStatus",
            "OrgType");
    private static final String VERSION_FIELDS =
            "Id, Name, MetadataPackageId, ReleaseState, MajorVersion, MinorVersion, PatchVersion, BuildNumber";
    private static final Set<String> DONE = Set.of("Succeeded", "Failed", "Canceled");
    private static final Set<String> SKIPPED = Set.of("DUPLICATE_VALUE", "INVALID_OPERATION", "UNKNOWN_EXCEPTION");

    private final SalesforceClient rest;
    private final AsyncClient bulk;
    private final SimulatorControls controls;
    private final String version;

    /** Orgs that were taken out of a batch because of an error. */
    final List<String> skipped = new ArrayList<>();

    /** @param version of the API that the task has, without v: 38.0 for pushing, 43.0 for the report of failures */
    CumulusCi(SalesforceClient rest, AsyncClient bulk, SimulatorControls controls, String version) {
        this.rest = rest;
        this.bulk = bulk;
        this.controls = controls;
        this.version = version;
    }

    private String data() {
        return "/services/data/v" + version + "/";
    }

    private SalesforceClient.Answer call(String method, String path, String body)
            throws IOException, InterruptedException {
        return rest.call(
                method,
                path,
                body,
                "X-PrettyPrint",
                "1",
                "Sforce-Call-Options",
                "client=CumulusCI/4.5.0",
                "Accept-Encoding",
                "identity");
    }

    /** All pages of a query. */
    private List<JsonNode> query(String soql) throws IOException, InterruptedException {
        var records = new ArrayList<JsonNode>();
        var path = data() + "query/?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8);
        while (true) {
            var answer = call("GET", path, "");
            assertThat(answer.status()).as(soql + " " + answer.body()).isEqualTo(200);
            answer.json().path("records").forEach(records::add);
            if (answer.json().path("done").asBoolean()) {
                return records;
            }
            path = answer.json().path("nextRecordsUrl").asText();
        }
    }

    /** The package of a namespace, by its id. */
    private String packageId(String namespace) throws IOException, InterruptedException {
        var found = query("SELECT id, name, namespaceprefix FROM MetadataPackage WHERE NamespacePrefix = '" + namespace
                + "' LIMIT 1");
        return found.getFirst().path("Id").asText();
    }

    private List<JsonNode> packages() throws IOException, InterruptedException {
        return query("SELECT id, name, namespaceprefix FROM MetadataPackage");
    }

    private List<JsonNode> versions(String where) throws IOException, InterruptedException {
        return query("SELECT " + VERSION_FIELDS + " FROM MetadataPackageVersion" + where
                + " ORDER BY MajorVersion DESC, MinorVersion DESC, PatchVersion, BuildNumber DESC");
    }

    /** The released version with a number of two parts. */
    private JsonNode version(String packageId, int major, int minor) throws IOException, InterruptedException {
        assertThat(packages()).extracting(each -> each.path("Id").asText()).contains(packageId);
        return query("SELECT " + VERSION_FIELDS + " FROM MetadataPackageVersion WHERE MetadataPackageId = '" + packageId
                        + "' AND (ReleaseState = 'Released' AND MajorVersion = " + major + " AND MinorVersion = "
                        + minor
                        + ") ORDER BY MajorVersion DESC, MinorVersion DESC, PatchVersion, BuildNumber DESC LIMIT 1")
                .getFirst();
    }

    private List<JsonNode> newerThan(String packageId, JsonNode than) throws IOException, InterruptedException {
        return versions(" WHERE MetadataPackageId = '" + packageId + "' AND (MetadataPackageId = '" + packageId
                        + "' AND ReleaseState = 'Released')")
                .stream()
                .filter(each -> number(each) > number(than))
                .toList();
    }

    private static long number(JsonNode version) {
        return version.path("MajorVersion").asLong() * 1_000_000
                + version.path("MinorVersion").asLong() * 1_000
                + version.path("PatchVersion").asLong();
    }

    /** What a push needs to know. */
    record Plan(String versionId, List<String> orgs) {}

    /**
     * push_all and push_sandbox: every subscriber that has neither the version nor a newer one.
     *
     * @param subscriberWhere condition of the task; empty for none
     */
    Plan selectByQuery(String namespace, int major, int minor, String subscriberWhere)
            throws IOException, InterruptedException {
        var packageId = packageId(namespace);
        var target = version(packageId, major, minor);
        var excluded = new ArrayList<String>();
        excluded.add(target.path("Id").asText());
        newerThan(packageId, target)
                .forEach(each -> excluded.add(each.path("Id").asText()));
        var where = "OrgStatus != 'Inactive' AND InstalledStatus = 'i'"
                + (subscriberWhere.isEmpty() ? "" : " AND (" + subscriberWhere + ")")
                + " AND MetadataPackageVersionId NOT IN ('" + String.join("','", excluded) + "')";
        var orgs = new ArrayList<String>();
        for (var row : bulkQuery(
                "SELECT " + String.join(", ", SUBSCRIBER_FIELDS) + " from PackageSubscriber WHERE (" + where + ")")) {
            orgs.add(row.get(SUBSCRIBER_FIELDS.indexOf("OrgKey")));
        }
        return new Plan(target.path("Id").asText(), orgs);
    }

    /** push_list: the version for orgs that a file lists. */
    Plan selectByList(String namespace, int major, int minor, List<String> orgs)
            throws IOException, InterruptedException {
        var packageId = packageId(namespace);
        return new Plan(version(packageId, major, minor).path("Id").asText(), orgs);
    }

    /** The rows of a query by a bulk job: created, one batch, polled by job and by batches, closed, results. */
    private List<CSVRecord> bulkQuery(String soql) throws IOException, InterruptedException {
        var created = bulk.post(
                "/job",
                AsyncClient.XML,
                "<?xml version='1.0' encoding='UTF-8'?>\n<jobInfo xmlns=\"" + AsyncClient.NAMESPACE
                        + "\"><operation>query</operation><object>PackageSubscriber</object>"
                        + "<contentType>CSV</contentType></jobInfo>");
        assertThat(created.status()).as(created.body()).isLessThan(400);
        var job = created.text("id");
        var batch = bulk.post("/job/" + job + "/batch", AsyncClient.CSV, soql);
        assertThat(batch.status()).as(batch.body()).isLessThan(400);
        waitFor(job);
        var closed = bulk.post(
                "/job/" + job,
                AsyncClient.XML,
                "<?xml version='1.0' encoding='UTF-8'?>\n<jobInfo xmlns=\"" + AsyncClient.NAMESPACE
                        + "\"><state>Closed</state></jobInfo>");
        assertThat(closed.status()).as(closed.body()).isLessThan(400);
        var path = "/job/" + job + "/batch/" + batch.text("id");
        assertThat(get(path).text("state")).isEqualTo("Completed");
        var rows = new ArrayList<CSVRecord>();
        for (var resultId : get(path + "/result").texts("result")) {
            read(get(path + "/result/" + resultId).body(), rows);
        }
        return rows;
    }

    private AsyncClient.Answer get(String path) throws IOException, InterruptedException {
        return bulk.send("GET", path, AsyncClient.XML, "");
    }

    private void waitFor(String job) throws IOException, InterruptedException {
        while (true) {
            var status = get("/job/" + job);
            assertThat(status.text("numberBatchesTotal")).isEqualTo("1");
            var states = get("/job/" + job + "/batch").texts("state");
            if (!states.contains("InProgress") && !states.contains("Queued")) {
                assertThat(states).containsExactly("Completed");
                return;
            }
            controls.advance(Duration.ofSeconds(10));
        }
    }

    private static void read(String csv, List<CSVRecord> rows) throws IOException {
        try (var parser = CSVParser.parse(csv, CSVFormat.DEFAULT)) {
            var records = parser.getRecords();
            if (records.getFirst().toList().contains("Records not found for this query")) {
                return;
            }
            assertThat(records.getFirst().toList()).isEqualTo(SUBSCRIBER_FIELDS);
            rows.addAll(records.subList(1, records.size()));
        }
    }

    /** What has been scheduled. */
    record Scheduled(String requestId, int orgs) {}

    /** Creates a request, fills it 200 orgs at a time and activates it. */
    Scheduled push(Plan plan, Instant start) throws IOException, InterruptedException {
        var created = call(
                "POST",
                data() + "sobjects/PackagePushRequest/",
                JSON.createObjectNode()
                        .put("PackageVersionId", plan.versionId())
                        .put("ScheduledStartTime", ISO.format(start))
                        .toString());
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        var request = created.json().path("id").asText();
        var orgs = List.copyOf(new LinkedHashSet<>(plan.orgs()));
        int scheduled = 0;
        for (int from = 0; from < orgs.size(); from += BATCH) {
            scheduled += add(new ArrayList<>(orgs.subList(from, Math.min(orgs.size(), from + BATCH))), request);
        }
        if (scheduled == 0) {
            // It means to cancel the request, and does not.
            return new Scheduled(request, 0);
        }
        if (scheduled > 1_000) {
            controls.advance(Duration.ofSeconds(30));
        }
        var activated = call("PATCH", data() + "sobjects/PackagePushRequest/" + request, "{\"Status\":\"Pending\"}");
        assertThat(activated.status()).as(activated.body()).isEqualTo(204);
        return new Scheduled(request, scheduled);
    }

    /** Adds orgs; those that are refused for a reason that it knows are left out and the others tried again. */
    private int add(List<String> orgs, String request) throws IOException, InterruptedException {
        var body = JSON.createObjectNode();
        var records = body.putArray("records");
        for (var org : orgs) {
            var record = records.addObject();
            record.putObject("attributes").put("type", "PackagePushJob").put("referenceId", org);
            record.put("PackagePushRequestId", request).put("SubscriberOrganizationKey", org);
        }
        var answer = call("POST", data() + "composite/tree/PackagePushJob", body.toString());
        if (answer.status() < 300) {
            return orgs.size();
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        var invalid = new HashSet<String>();
        for (var result : answer.json().path("results")) {
            for (var error : result.path("errors")) {
                if (error.path("message").asText().contains("Something bad has happened")) {
                    return add(orgs, request);
                }
                assertThat(error.path("statusCode").asText()).isIn(SKIPPED);
                invalid.add(result.path("referenceId").asText());
            }
        }
        assertThat(invalid).as(answer.body()).isNotEmpty();
        skipped.addAll(invalid);
        orgs.removeAll(invalid);
        return orgs.isEmpty() ? 0 : add(orgs, request);
    }

    /** What became of a request's orgs, as it is told at the end. */
    record Outcome(String status, Map<String, Integer> jobs, Map<String, Integer> failures) {}

    /** Waits until a request has ended, and then asks for each job, its org, its errors and their jobs. */
    Outcome report(String request) throws IOException, InterruptedException {
        packages();
        var versions =
                versions("").stream().map(each -> each.path("Id").asText()).toList();
        var status = status(request, versions);
        for (int polls = 0; !DONE.contains(status); polls++) {
            controls.advance(Duration.ofSeconds(polls < 10 ? 10 : 60));
            status = status(request, versions);
        }
        query("SELECT Id, PackageVersionId, ScheduledStartTime, Status FROM PackagePushRequest WHERE (Id = '" + request
                + "') ORDER BY ScheduledStartTime DESC");
        var jobs = new TreeMap<String, Integer>();
        var failed = new ArrayList<String>();
        for (var job : query("SELECT Id, PackagePushRequestId, SubscriberOrganizationKey, Status FROM PackagePushJob"
                + " WHERE PackagePushRequestId = '" + request + "'")) {
            var subscriber = query("SELECT " + String.join(", ", SUBSCRIBER_FIELDS)
                    + " from PackageSubscriber WHERE OrgKey = '"
                    + job.path("SubscriberOrganizationKey").asText() + "'");
            assertThat(subscriber.getFirst().path("MetadataPackageVersionId").asText())
                    .isIn(versions);
            jobs.merge(job.path("Status").asText(), 1, Integer::sum);
            if (job.path("Status").asText().equals("Failed")) {
                failed.add(job.path("Id").asText());
            }
        }
        return new Outcome(status, jobs, failures(failed));
    }

    private String status(String request, Collection<String> versions) throws IOException, InterruptedException {
        var found = query(
                        "SELECT Id, PackageVersionId, ScheduledStartTime, Status FROM PackagePushRequest WHERE (Id = '"
                                + request + "') AND (Id = '" + request + "') ORDER BY ScheduledStartTime DESC LIMIT 1")
                .getFirst();
        assertThat(found.path("PackageVersionId").asText()).isIn(versions);
        return found.path("Status").asText();
    }

    private Map<String, Integer> failures(List<String> jobs) throws IOException, InterruptedException {
        var failures = new TreeMap<String, Integer>();
        for (var job : jobs) {
            for (var error : query("SELECT Id, PackagePushJobId, ErrorSeverity, ErrorType, ErrorTitle, ErrorMessage,"
                    + " ErrorDetails FROM PackagePushError WHERE PackagePushJobId = '" + job + "'")) {
                failures.merge(error.path("ErrorTitle").asText(), 1, Integer::sum);
            }
        }
        return failures;
    }

    /** push_failure_report: org and first error of each job that did not succeed, by the key of the org. */
    Map<String, String> failureReport(String request) throws IOException, InterruptedException {
        var jobs = query("SELECT ID, SubscriberOrganizationKey, (SELECT ErrorDetails, ErrorMessage, ErrorSeverity,"
                + " ErrorTitle, ErrorType FROM PackagePushErrors) FROM PackagePushJob WHERE PackagePushRequestId = '"
                + request + "' AND Status !='Succeeded'");
        var report = new HashMap<String, String>();
        for (int from = 0; from < jobs.size(); from += 100) {
            var chunk = jobs.subList(from, Math.min(jobs.size(), from + 100));
            var keys = chunk.stream()
                    .map(job -> job.path("SubscriberOrganizationKey").asText())
                    .toList();
            var orgs = query(
                            "SELECT OrgKey, OrgName, OrgType, OrgStatus, InstanceName FROM PackageSubscriber WHERE OrgKey"
                                    + " IN ('" + String.join("','", keys) + "')")
                    .stream()
                    .map(org -> org.path("OrgKey").asText())
                    // One that has two packages is two subscribers; it keeps the last.
                    .distinct()
                    .toList();
            assertThat(orgs).containsExactlyInAnyOrderElementsOf(keys);
            for (var job : chunk) {
                report.put(
                        job.path("SubscriberOrganizationKey").asText(),
                        job.at("/PackagePushErrors/records/0/ErrorTitle").asText());
            }
        }
        return report;
    }
}
