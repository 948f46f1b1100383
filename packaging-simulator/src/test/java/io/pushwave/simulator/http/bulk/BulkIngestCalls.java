package io.pushwave.simulator.http.bulk;

import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A simulator whose clock stands still until it is moved, and the calls of Bulk API 2.0 that jsforce makes. */
final class BulkIngestCalls {
    static final String INGEST = "/services/data/v66.0/jobs/ingest";
    static final String INSERT_JOBS = "{\"operation\":\"insert\",\"object\":\"PackagePushJob\"}";

    final Simulator simulator = Simulator.start(SimulatorSettings.builder()
            .port(0)
            .orgs(900)
            .seed(7)
            .speed(0)
            .set(Setting.BULK_BATCH_RECORDS, 100)
            .set(Setting.BULK_UPLOAD_BYTES, 100_000)
            .build());
    final SalesforceClient client = new SalesforceClient(simulator);

    String create(String body) throws IOException, InterruptedException {
        return client.post(INGEST, body).json().path("id").asText();
    }

    SalesforceClient.Answer upload(String job, String csv) throws IOException, InterruptedException {
        return client.upload(INGEST + "/" + job + "/batches", csv);
    }

    SalesforceClient.Answer state(String job, String state) throws IOException, InterruptedException {
        return client.patch(INGEST + "/" + job, "{\"state\":\"" + state + "\"}");
    }

    String jobsCsv(String request, List<String> orgs) {
        return "PackagePushRequestId,SubscriberOrganizationKey\n"
                + orgs.stream().map(org -> request + "," + org + "\n").collect(Collectors.joining());
    }

    /** Creates, uploads and closes a job; answers its id. */
    String submit(String body, String csv) throws IOException, InterruptedException {
        var job = create(body);
        upload(job, csv);
        state(job, "UploadComplete");
        return job;
    }
}
