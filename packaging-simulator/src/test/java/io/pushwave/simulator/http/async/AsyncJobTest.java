package io.pushwave.simulator.http.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.OneSimulator;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Jobs of Bulk API 1.0 that write records, and the life of their batches. The clock stands still until it is moved. */
final class AsyncJobTest extends OneSimulator {
    private static final String HEADER = "PackagePushRequestId,SubscriberOrganizationKey";

    private AsyncClient async = new AsyncClient(simulator, "66.0", "");

    AsyncJobTest() {
        super(SimulatorSettings.builder().orgs(300));
    }

    @Override
    @BeforeEach
    protected void login() throws IOException, InterruptedException {
        super.login();
        async = new AsyncClient(simulator, "66.0", client.token());
    }

    @Test
    void aNewJobIsAnsweredWithTheDocumentedMembersInTheirOrder() throws IOException, InterruptedException {
        // When
        var answer = async.post(
                "/job",
                AsyncClient.XML,
                AsyncClient.jobInfo("operation", "insert", "object", "packagepushjob", "contentType", "CSV"));

        // Then
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.type()).isEqualTo("application/xml");
        assertThat(answer.root().getLocalName()).isEqualTo("jobInfo");
        assertThat(names(answer.root()))
                .containsExactly(
                        "id",
                        "operation",
                        "object",
                        "createdById",
                        "createdDate",
                        "systemModstamp",
                        "state",
                        "concurrencyMode",
                        "contentType",
                        "numberBatchesQueued",
                        "numberBatchesInProgress",
                        "numberBatchesCompleted",
                        "numberBatchesFailed",
                        "numberBatchesTotal",
                        "numberRecordsProcessed",
                        "numberRetries",
                        "apiVersion",
                        "numberRecordsFailed",
                        "totalProcessingTime",
                        "apiActiveProcessingTime",
                        "apexProcessingTime");
        assertThat(answer.text("id")).startsWith("750").hasSize(18);
        assertThat(answer.text("object")).isEqualTo("PackagePushJob");
        assertThat(answer.text("state")).isEqualTo("Open");
        assertThat(answer.text("concurrencyMode")).isEqualTo("Parallel");
        assertThat(answer.text("apiVersion")).isEqualTo("66.0");
        assertThat(answer.text("createdDate")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    private static List<String> names(Element element) {
        var children = element.getElementsByTagNameNS(AsyncClient.NAMESPACE, "*");
        return IntStream.range(0, children.getLength())
                .mapToObj(position -> children.item(position).getLocalName())
                .toList();
    }

    @Test
    void withoutAContentTypeAJobIsOneOfXml() throws IOException, InterruptedException {
        // When
        var answer = async.post("/job", "", AsyncClient.jobInfo("operation", "insert", "object", "PackagePushRequest"));

        // Then
        assertThat(answer.text("contentType")).isEqualTo("XML");
    }

    @Test
    void aJsonJobIsAnsweredInJsonWhateverTheCallSaysOfItself() throws IOException, InterruptedException {
        // Given
        var created = async.post(
                "/job",
                AsyncClient.JSON,
                "{\"operation\":\"insert\",\"object\":\"PackagePushRequest\",\"contentType\":\"JSON\"}");

        // When
        var read = async.send("GET", "/job/" + created.json().path("id").asText(), AsyncClient.XML, "");

        // Then
        assertThat(created.status()).isEqualTo(201);
        assertThat(read.type()).isEqualTo("application/json");
        assertThat(read.body()).contains("\"apiVersion\":66.0,", "\"numberBatchesTotal\":0,");
        assertThat(read.json().path("createdDate").asText()).endsWith("+0000");
    }

    @Test
    void aBatchIsGivenBackAsItCame() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");
        var data = HEADER + "\r\n\"größe, \"\"so\"\"\",b\r\n";
        var batch = async.add(job, AsyncClient.CSV, data);

        // When
        var request = async.get("/job/" + job + "/batch/" + batch + "/request");

        // Then
        assertThat(request.type()).isEqualTo("text/csv");
        assertThat(request.body()).isEqualTo(data);
    }

    @Test
    void parallelBatchesAreWorkedOffSideBySideAndSerialOnesOneAfterTheOther() throws IOException, InterruptedException {
        // Given
        var parallel = async.create("insert", "PackagePushJob", "CSV");
        var serial = async.post(
                        "/job",
                        AsyncClient.XML,
                        AsyncClient.jobInfo(
                                "operation",
                                "insert",
                                "object",
                                "PackagePushJob",
                                "concurrencyMode",
                                "Serial",
                                "contentType",
                                "CSV"))
                .text("id");
        for (var job : List.of(parallel, serial)) {
            for (int batch = 0; batch < 3; batch++) {
                async.add(job, "text/csv", HEADER + "\na,b\n");
            }
        }

        // When
        client.advance("PT16S");

        // Then
        assertThat(async.get("/job/" + parallel + "/batch").texts("state"))
                .containsExactly("Completed", "Completed", "Completed");
        assertThat(async.get("/job/" + serial + "/batch").texts("state"))
                .containsExactly("Completed", "InProgress", "Queued");
        assertThat(async.get("/job/" + serial).text("numberBatchesInProgress")).isEqualTo("1");
        client.advance("PT20S");
        assertThat(async.get("/job/" + serial).text("numberBatchesCompleted")).isEqualTo("3");
    }

    @Test
    void anAbortedJobEndsWhatHasBegunAndLeavesTheRest() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");
        var begun = async.add(job, "text/csv", HEADER + "\na,b\n");
        client.advance("PT6S");
        var queued = async.add(job, "text/csv", HEADER + "\na,b\n");

        // When
        var aborted = async.enter(job, "Aborted");
        client.advance("PT1M");

        // Then
        assertThat(aborted.text("state")).isEqualTo("Aborted");
        assertThat(async.batch(job, begun).text("state")).isEqualTo("Completed");
        assertThat(async.batch(job, queued).text("state")).isEqualTo("NotProcessed");
        assertThat(async.result(job, queued).text("exceptionCode")).isEqualTo("InvalidBatch");
        assertThat(async.enter(job, "Aborted").text("exceptionMessage"))
                .isEqualTo("Aborting already Aborted Job not allowed");
    }

    @Test
    void aClosedJobGoesOnButTakesNoMore() throws IOException, InterruptedException {
        // Given
        var job = async.create("insert", "PackagePushJob", "CSV");
        var batch = async.add(job, "text/csv", HEADER + "\na,b\n");

        // When
        var closed = async.enter(job, "Closed");
        var more = async.post("/job/" + job + "/batch", "text/csv", HEADER + "\na,b\n");
        var again = async.enter(job, "Closed");
        client.advance("PT1M");

        // Then
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.text("state")).isEqualTo("Closed");
        assertThat(more.status()).isEqualTo(400);
        assertThat(more.text("exceptionCode")).isEqualTo("InvalidJobState");
        assertThat(again.text("exceptionMessage")).isEqualTo("Closing already Closed Job not allowed");
        assertThat(async.batch(job, batch).text("state")).isEqualTo("Completed");
    }

    @Test
    void wordsOfRefusalsAreSettings() throws IOException, InterruptedException {
        // Given
        try (var other = Simulator.start(SimulatorSettings.builder()
                .port(0)
                .orgs(10)
                .set(Setting.ANSWERS, "async-job-unknown=NoSuchJob:there is no {0}")
                .build())) {
            var session = new SalesforceClient(other).login().token();

            // When
            var answer = new AsyncClient(other, "66.0", session).get("/job/7505g0000000009");

            // Then
            assertThat(answer.text("exceptionCode")).isEqualTo("NoSuchJob");
            assertThat(answer.text("exceptionMessage")).isEqualTo("there is no 7505g0000000009");
        }
    }
}
