package io.pushwave.executor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.contracts.OrgKey;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The simulator in this process. It is started here and otherwise spoken to over HTTP only, as in production: its fault
 * rules make calls go wrong, and its ledger says what really happened to each org.
 */
public final class SalesforceStandIn implements QuarkusTestResourceLifecycleManager {
    /** Some tests take many; {@code -Dpushwave.test.orgs=} brings more. */
    public static final int ORGS = Integer.getInteger("pushwave.test.orgs", 9000);

    private static final int SPEED = 600;
    public static final long SEED = Long.getLong("pushwave.seed", 7L);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** For the first of each orgs that were taken together, the key that comes before it. */
    private final Map<OrgKey, String> takenAfter = new ConcurrentHashMap<>();

    private String lastTaken = "";
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<Simulator> simulator = Optional.empty();

    /**
     * One org as the simulator has it.
     *
     * @param jobs all push jobs that it ever had
     */
    public record LedgerOrg(
            OrgKey orgKey, String orgStatus, String seededVersionId, String installedVersionId, List<LedgerJob> jobs) {
        /** How often something was really begun in the org. */
        public long startedJobs() {
            return jobs.stream().filter(LedgerJob::started).count();
        }
    }

    public record LedgerJob(
            String jobId, String requestId, String status, Optional<Instant> startedAt, Optional<Instant> endedAt) {
        /** Whether something was really begun in the org. */
        public boolean started() {
            return startedAt.isPresent();
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            var keys = LoginKeys.create();
            System.out.println("simulator: seed " + SEED + " (-Dpushwave.seed=" + SEED + " repeats it)");
            var started = Simulator.start(SimulatorSettings.builder()
                    .port(0)
                    .orgs(ORGS)
                    .seed(SEED)
                    .speed(SPEED)
                    .publicKeyFile(keys.publicFile())
                    .set(Setting.CLIENT_ID, "pushwave-test")
                    .set(Setting.DAILY_API_LIMIT, 1_000_000)
                    .build());
            simulator = Optional.of(started);
            return Map.of(
                    "pushwave.executor.salesforce.login-url", started.url().toString(),
                    "pushwave.executor.salesforce.client-id", "pushwave-test",
                    "pushwave.executor.salesforce.private-key-file",
                            keys.privateFile().toString(),
                    // A test's limits are reached for a moment only.
                    "pushwave.executor.budget.limit-pause", "PT0.2S",
                    "pushwave.executor.budget.concurrency-pause", "PT0.2S",
                    "pushwave.executor.budget.longest-pause", "PT1S");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        simulator.ifPresent(Simulator::close);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(SalesforceStandIn.class));
    }

    /**
     * The next calls of this kind go wrong.
     *
     * @param path a path in single slashes, * for anything
     */
    public void fail(Fault fault, String method, String path, int times) {
        rule("\"method\":\"%s\",\"endpoint\":\"%s\",\"nth\":1,\"times\":%d,%s"
                .formatted(method, path, times, fault.effect()));
    }

    /**
     * All queries of this kind go wrong.
     *
     * @param soql with * for anything
     */
    public void failQueries(Fault fault, String soql) {
        rule("\"endpoint\":\"*\",\"query\":\"%s\",\"always\":true,%s".formatted(soql, fault.effect()));
    }

    /** How many calls were made so far. */
    public long callsSoFar() {
        return get("/simulator/requests-log/count").path("calls").asLong();
    }

    /** The calls after the first so many: method, path and, decoded, what was asked. */
    public List<String> callsAfter(long first) {
        return body("/simulator/requests-log?limit=10000&after=" + first)
                .lines()
                .map(SalesforceStandIn::json)
                .map(call ->
                        call.path("method").asText() + " " + call.path("path").asText() + " "
                                + URLDecoder.decode(call.path("query").asText(), UTF_8))
                .toList();
    }

    /** A customer, or somebody for them, changes something about an org: JSON as the simulator takes it. */
    public void changeOrg(OrgKey org, String members) {
        var changed = patch(org, members);
        if (changed.statusCode() != 200) {
            throw new AssertionError(changed.body());
        }
    }

    /** The same; false if the simulator does not let it be, as a sandbox cannot block push upgrades. */
    public boolean mayChangeOrg(OrgKey org, String members) {
        return patch(org, members).statusCode() == 200;
    }

    /** An org that no other test has blocks push upgrades from now on. */
    public OrgKey blockOne() {
        // Sandboxes and orgs on a patch cannot; every other may.
        for (int tries = 0; tries < 100; tries++) {
            var org = take(1).getFirst().orgKey();
            if (patch(org, "{\"customUpgradeAllowed\":true,\"blocked\":true}").statusCode() == 200) {
                return org;
            }
        }
        throw new AssertionError("no org can block push upgrades");
    }

    private HttpResponse<String> patch(OrgKey org, String members) {
        return send(HttpRequest.newBuilder(address("/simulator/orgs/" + org))
                .method("PATCH", BodyPublishers.ofString(members)));
    }

    /** Salesforce cannot be reached: no call arrives, not even a login. */
    public void disconnect() {
        rule("\"endpoint\":\"*\",\"probability\":1," + Fault.LOSE_CALL.effect());
    }

    /** So much of Salesforce's time passes at once. */
    public void pass(Duration time) {
        clock("{\"advance\":\"" + time + "\"}");
    }

    private void clock(String json) {
        var set = send(HttpRequest.newBuilder(address("/simulator/clock")).POST(BodyPublishers.ofString(json)));
        if (set.statusCode() != 200) {
            throw new AssertionError(set.body());
        }
    }

    /** Somebody else, with the rights of the same org, adds an org to a push request; says whether Salesforce let them. */
    public boolean addJobAsSomebodyElse(String requestId, OrgKey org) {
        var token = json(send(HttpRequest.newBuilder(address("/services/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(
                                        "grant_type=client_credentials&client_id=pushwave-test&client_secret=any")))
                        .body())
                .path("access_token")
                .asText();
        var added = send(HttpRequest.newBuilder(address("/services/data/v66.0/sobjects/PackagePushJob"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"PackagePushRequestId\":\"" + requestId
                        + "\",\"SubscriberOrganizationKey\":\"" + org + "\"}")));
        return added.statusCode() == 201;
    }

    /**
     * All queries of this kind are refused with INVALID_FIELD.
     *
     * @param soql with * for anything
     */
    public void refuseQueries(String soql, String message) {
        rule(
                "\"endpoint\":\"*\",\"query\":\"%s\",\"always\":true,\"effect\":\"refuseQuery\",\"errorCode\":\"INVALID_FIELD\",\"message\":\"%s\""
                        .formatted(soql, message));
    }

    /** How often something has gone wrong since all was well. */
    public int struck() {
        int struck = 0;
        for (var rule : get("/simulator/faults").path("rules")) {
            struck += rule.path("struck").asInt();
        }
        return struck;
    }

    /** How many calls of a kind the simulator remembers. */
    public long calls(String method, String path) {
        return body("/simulator/requests-log?limit=10000&method=" + method + "&path=" + path)
                .lines()
                .count();
    }

    /** Everything is well again. */
    public void heal() {
        var cleared = send(HttpRequest.newBuilder(address("/simulator/faults")).DELETE());
        if (cleared.statusCode() != 204) {
            throw new AssertionError(cleared.body());
        }
    }

    /** No job begins or ends any more. */
    public void stopTime() {
        speed(0);
    }

    /** Jobs begin and end again. */
    public void letTimeRun() {
        speed(SPEED);
    }

    private void speed(int speed) {
        clock("{\"speed\":" + speed + "}");
    }

    /** Sets a rule of misbehaviour, as the simulator takes them, without its braces. */
    public void rule(String members) {
        var added = send(HttpRequest.newBuilder(address("/simulator/faults"))
                .POST(BodyPublishers.ofString("[{" + members + "}]")));
        if (added.statusCode() != 200) {
            throw new AssertionError(added.body());
        }
    }

    /** The package with the version that a demo releases: {@code packageId}, {@code target}. */
    public Target target() {
        for (var candidate : get("/simulator/versions").path("packages")) {
            for (var version : candidate.path("versions")) {
                if (version.path("target").asBoolean()) {
                    return new Target(
                            candidate.path("packageId").asText(),
                            version.path("packageVersionId").asText());
                }
            }
        }
        throw new AssertionError("the simulator has no version to release");
    }

    public record Target(String packageId, String packageVersionId) {}

    /** Every org, in the order of their keys. */
    public List<LedgerOrg> ledger() {
        return ledger("", 10_000);
    }

    /** These orgs; at once, if they were taken together and are still next to each other. */
    public Map<OrgKey, LedgerOrg> ledger(List<OrgKey> wanted) {
        var after = takenAfter.get(wanted.getFirst());
        var together = after == null ? List.<LedgerOrg>of() : ledger(after, wanted.size());
        var all =
                together.size() == wanted.size() && together.getLast().orgKey().equals(wanted.getLast())
                        ? together
                        : ledger();
        var keys = Set.copyOf(wanted);
        return all.stream()
                .filter(org -> keys.contains(org.orgKey()))
                .collect(Collectors.toMap(LedgerOrg::orgKey, Function.identity()));
    }

    /**
     * Orgs in the order of their keys.
     *
     * @param after the key that comes before them
     * @param count at most 10,000
     */
    public List<LedgerOrg> ledger(String after, int count) {
        var orgs = new ArrayList<LedgerOrg>();
        body("/simulator/ledger?limit=" + count + "&after=" + after).lines().forEach(line -> {
            var org = json(line);
            var jobs = new ArrayList<LedgerJob>();
            org.path("jobs")
                    .forEach(job -> jobs.add(new LedgerJob(
                            job.path("jobId").asText(),
                            job.path("requestId").asText(),
                            job.path("status").asText(),
                            time(job.path("startedAt")),
                            time(job.path("endedAt")))));
            orgs.add(new LedgerOrg(
                    new OrgKey(org.path("orgKey").asText()),
                    org.path("orgStatus").asText(),
                    org.path("seededVersionId").asText(),
                    org.path("installedVersionId").asText(),
                    jobs));
        });
        return orgs;
    }

    /** How many orgs have the package: tests before may have had some uninstall it. */
    public int installed() {
        return (int) body("/simulator/ledger?limit=10000")
                .lines()
                .filter(line -> json(line).path("installedVersionId").isTextual())
                .count();
    }

    /** Orgs that no other test has. */
    public synchronized List<LedgerOrg> take(int count) {
        var orgs = ledger(lastTaken, count);
        if (orgs.size() < count) {
            throw new AssertionError("the simulator has no " + count + " orgs left, -Dpushwave.test.orgs= brings more");
        }
        takenAfter.put(orgs.getFirst().orgKey(), lastTaken);
        lastTaken = orgs.getLast().orgKey().value();
        return orgs;
    }

    private static Optional<Instant> time(JsonNode value) {
        return value.isTextual() ? Optional.of(Instant.parse(value.asText())) : Optional.empty();
    }

    JsonNode get(String path) {
        return json(body(path));
    }

    String body(String path) {
        return send(HttpRequest.newBuilder(address(path))).body();
    }

    byte[] bytes(String path) {
        try {
            return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI address(String path) {
        return URI.create(simulator.orElseThrow().url() + path);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
