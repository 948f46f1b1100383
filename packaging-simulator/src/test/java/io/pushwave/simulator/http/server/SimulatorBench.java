package io.pushwave.simulator.http.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * Measures the simulator at full size; run by hand, see {@code README.md}. Arguments: number of orgs (default 1,000,000).
 *
 * <p>Client and simulator share the process and the machine, so the figures are lower bounds.
 */
public final class SimulatorBench {
    private static final int COLLECTION = 200;
    private static final int CONNECTIONS = 4;
    private static final int JOBS_PER_REQUEST = 10_000;
    private static final int SAMPLES = 200;

    private final SalesforceClient client;
    private final int orgs;

    private SimulatorBench(Simulator simulator, int orgs) throws IOException, InterruptedException {
        this.client = new SalesforceClient(simulator).login();
        this.orgs = orgs;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int orgs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        long begun = System.nanoTime();
        var settings = SimulatorSettings.builder()
                .port(0)
                .orgs(orgs)
                .speed(0)
                .set(Setting.DAILY_API_LIMIT, 10_000_000)
                .build();
        try (var simulator = Simulator.start(settings)) {
            say("seeded and listening", "%.2f s".formatted(seconds(begun)));
            say("heap in use", usedMegabytes() + " MB");
            new SimulatorBench(simulator, orgs).run();
        }
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        var keys = keys();
        var requests = new ArrayList<String>();
        var batches = new ArrayList<Callable<Integer>>();
        for (int from = 0; from < keys.size(); from += JOBS_PER_REQUEST) {
            var request = client.createRequest();
            requests.add(request);
            int end = Math.min(keys.size(), from + JOBS_PER_REQUEST);
            for (int at = from; at < end; at += COLLECTION) {
                var batch = keys.subList(at, Math.min(end, at + COLLECTION));
                batches.add(
                        () -> successes(client.createJobs(request, batch, false).json()));
            }
        }
        long begun = System.nanoTime();
        int created = 0;
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var done : threads.invokeAll(batches)) {
                created += done.get();
            }
        }
        say("jobs created by composite/sobjects", created + " at %,.0f a second".formatted(created / seconds(begun)));
        say("heap in use", usedMegabytes() + " MB");
        measurePages(requests);
        for (var request : requests) {
            client.setStatus(request, "Pending");
        }
        long running = System.nanoTime();
        client.advance("P1D");
        say("a day in which all jobs run", "%.2f s".formatted(seconds(running)));
        say(
                "jobs that succeeded",
                client.query("SELECT COUNT() FROM PackagePushJob WHERE Status='Succeeded'")
                        .body());
        say("heap in use", usedMegabytes() + " MB");
    }

    private void measurePages(List<String> requests) throws IOException, InterruptedException {
        var ids = new ArrayList<String>();
        for (var record : client.query("SELECT Id FROM PackageSubscriber LIMIT 2000")
                .json()
                .path("records")) {
            ids.add(record.path("Id").asText());
        }
        median(
                "subscribers by Id > x ORDER BY Id LIMIT 2000",
                sample ->
                        "SELECT Id, OrgKey, OrgName, OrgStatus, OrgType, InstanceName, ParentOrg, MetadataPackageVersionId,"
                                + " CustomUpgradeType FROM PackageSubscriber WHERE MetadataPackage.NamespacePrefix != null"
                                + " AND Id > '" + ids.get(sample) + "' ORDER BY Id LIMIT 2000");
        median(
                "jobs of a request, first page of 2000",
                sample -> "SELECT Id, SubscriberOrganizationKey, Status, SystemModstamp FROM PackagePushJob"
                        + " WHERE PackagePushRequestId = '" + requests.get(sample % requests.size()) + "'");
        median(
                "status counts of a request",
                sample -> "SELECT Status, COUNT(Id) FROM PackagePushJob WHERE PackagePushRequestId = '"
                        + requests.get(sample % requests.size()) + "' GROUP BY Status");
    }

    private void median(String what, IntFunction<String> soql) throws IOException, InterruptedException {
        var millis = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            long begun = System.nanoTime();
            client.query(soql.apply(sample));
            millis[sample] = seconds(begun) * 1_000;
        }
        Arrays.sort(millis);
        say(
                what,
                "median %.1f ms, 99 in a hundred below %.1f ms"
                        .formatted(millis[SAMPLES / 2], millis[SAMPLES * 99 / 100]));
    }

    private List<String> keys() throws IOException, InterruptedException {
        var keys = new ArrayList<String>(orgs);
        var next = "";
        while (keys.size() < orgs) {
            var page = client.get("/simulator/orgs?limit=10000" + (next.isEmpty() ? "" : "&after=" + next))
                    .json();
            page.path("items").forEach(org -> keys.add(org.path("orgKey").asText()));
            next = page.path("next").asText();
        }
        return keys;
    }

    private static int successes(JsonNode results) {
        int successes = 0;
        for (var result : results) {
            successes += result.path("success").asBoolean() ? 1 : 0;
        }
        return successes;
    }

    private static long usedMegabytes() {
        var runtime = Runtime.getRuntime();
        System.gc();
        return (runtime.totalMemory() - runtime.freeMemory()) / (1024 * 1024);
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }

    private static void say(String what, String figure) {
        System.out.println(what + ": " + figure);
    }
}
