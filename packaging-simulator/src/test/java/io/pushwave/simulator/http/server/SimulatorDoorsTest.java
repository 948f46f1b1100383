package io.pushwave.simulator.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.simulator.Setting;
import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.domain.platform.PackagingPlatform;
import io.pushwave.simulator.domain.time.SimulatorClock;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Malformed requests at every endpoint: none is answered with 5xx, with an error without a body, or with what only a
 * programmer of the simulator understands. {@code -Dpushwave.doors.requests=N} sends more of them,
 * {@code -Dpushwave.doors.seed=S} the same again.
 */
final class SimulatorDoorsTest {
    private static final int REQUESTS = Integer.getInteger("pushwave.doors.requests", 3_000);
    private static final long SEED = Long.getLong("pushwave.doors.seed", System.nanoTime());
    private static final int LONGEST_ERROR = 64 * 1024;
    private static final int REQUESTS_BETWEEN_LOOKS = 500;

    /** So many requests meet every kind of answer. */
    private static final int ENOUGH = 2_000;

    private static final Set<Integer> EVERY_KIND = Set.of(200, 204, 400, 401, 404, 405, 415, 431);

    /** Packages of Java, of the libraries and of the simulator, and what stack traces and parsers are made of. */
    private static final Pattern INTERNAL = Pattern.compile(
            "\\b(?:java|javax|jdk|sun)\\.\\w|com\\.fasterxml|org\\.(?:apache|jose4j|jspecify)|io\\.(?:vertx|netty|pushwave)"
                    + "|NullPointer|ClassCast|IndexOutOf|StackOverflow|IllegalState|IllegalArgument|\\bat \\w+\\.\\w+\\(|`[A-Z]\\w+|Constraints");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulator simulator = Simulator.start(SimulatorSettings.builder()
            .port(0)
            .orgs(60)
            .seed(7)
            .speed(0)
            .set(Setting.BULK_DATA_BYTES, 50_000_000)
            .build());
    private final SalesforceClient client = new SalesforceClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static List<String> routes() {
        var settings = SimulatorSettings.builder().orgs(1).build();
        var clock = new SimulatorClock(() -> Instant.EPOCH, 0);
        return new SimulatorApi(
                        new PackagingPlatform(settings.platform(), 0),
                        clock,
                        () -> Instant.EPOCH,
                        settings.api(),
                        (_, _) -> {
                            throw new AssertionError("nothing is restored");
                        })
                .routes();
    }

    private Map<String, String> names() throws IOException, InterruptedException {
        var request = client.createRequest();
        var org = client.eligibleKeys(1).getFirst();
        var job = client.createJobs(request, List.of(org), false)
                .json()
                .at("/0/id")
                .asText();
        var bulk = client.post(
                        "/services/data/v66.0/jobs/ingest", "{\"operation\":\"insert\",\"object\":\"PackagePushJob\"}")
                .json()
                .path("id")
                .asText();
        var bulkQuery = client.post(
                        "/services/data/v66.0/jobs/query",
                        "{\"operation\":\"query\",\"query\":\"SELECT Id FROM PackageSubscriber\"}")
                .json()
                .path("id")
                .asText();
        var names = new LinkedHashMap<String, String>();
        names.put("VERSION", client.targetVersion());
        names.put("REQUEST", request);
        names.put("ORG", org);
        names.put("JOB", job);
        names.put("BULK", bulk);
        names.put("QUERYJOB", bulkQuery);
        names.put(
                "PACKAGE",
                client.get("/simulator/versions")
                        .json()
                        .at("/packages/0/packageId")
                        .asText());
        return names;
    }

    @Test
    void whateverIsSentIsAnsweredInTheClientsTerms() throws IOException, InterruptedException {
        System.out.println("doors of the simulator: " + REQUESTS + " requests, -Dpushwave.doors.seed=" + SEED);
        client.login();
        var requests = new RandomRequests(SEED, routes(), names());
        var statuses = new TreeMap<Integer, Integer>();
        for (int number = 0; number < REQUESTS; number++) {
            // Given
            var request = requests.next();

            // When
            var response = send(request);

            // Then
            check("request " + number + " of seed " + SEED + ": " + request, request, response);
            statuses.merge(response.status(), 1, Integer::sum);
            calmDown(request);
            if (number % REQUESTS_BETWEEN_LOOKS == 0) {
                lookAround(number);
            }
        }
        lookAround(REQUESTS);
        System.out.println("doors of the simulator answered by status: " + statuses);
        assertThat(REQUESTS < ENOUGH ? EVERY_KIND : statuses.keySet()).containsAll(EVERY_KIND);
    }

    private record Response(int status, String head, String body) {}

    private Response send(RandomRequests.Request request) throws IOException {
        try (var socket = new Socket(simulator.url().getHost(), simulator.port())) {
            socket.setSoTimeout(30_000);
            var head = new StringBuilder(request.method() + " " + request.uri() + " HTTP/1.1\r\nHost: localhost\r\n");
            request.headers()
                    .forEach((name, value) -> head.append(name)
                            .append(": ")
                            .append(value.replace("TOKEN", client.token()))
                            .append("\r\n"));
            head.append("Connection: close\r\nContent-Length: ")
                    .append(request.body().length)
                    .append("\r\n\r\n");
            try {
                socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(request.body());
                socket.getOutputStream().flush();
            } catch (IOException answeredBefore) {
                // A head that is too long is answered before the body is read.
            }
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            assertThat(end).as("an answer to " + request).isPositive();
            return new Response(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end + 4));
        }
    }

    private static void check(String what, RandomRequests.Request request, Response response) {
        assertThat(response.status()).as(what).isBetween(200, 499);
        boolean isText = !response.head().contains("application/octet-stream");
        assertThat(isText && INTERNAL.matcher(response.body()).find())
                .as(what + "\n"
                        + response.body()
                                .substring(0, Math.min(2_000, response.body().length())))
                .isFalse();
        if (response.status() < 400 || request.method().equals("HEAD")) {
            return;
        }
        assertThat(response.body()).as(what).isNotBlank().hasSizeLessThan(LONGEST_ERROR);
        if (response.head().toLowerCase(Locale.ROOT).contains("json")) {
            assertThat(json(response.body())).as(what).isPresent();
        }
    }

    private static Optional<String> json(String body) {
        try {
            return Optional.of(JSON.readTree(body).toString());
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** Takes back what would make every later answer the same: rules of misbehaviour, a spent budget, an ended session. */
    private void calmDown(RandomRequests.Request request) throws IOException, InterruptedException {
        if (request.uri().contains("faults")) {
            client.call("DELETE", "/simulator/faults", "");
        }
        if (request.uri().contains("budget")) {
            client.post("/simulator/budget", "{\"limit\":100000000,\"used\":0}");
        }
        if (client.get("/services/oauth2/userinfo").status() == 401) {
            client.login();
        }
    }

    /** The simulator is well, and what the requests have left behind can be kept and taken up again. */
    private void lookAround(int number) throws IOException, InterruptedException {
        client.post("/simulator/budget", "{\"limit\":100000000,\"used\":0}");
        assertThat(List.of(
                        client.get("/simulator/health").status(),
                        client.restore(client.snapshot()).status()))
                .as("after request " + number + " of seed " + SEED)
                .containsOnly(200);
    }
}
