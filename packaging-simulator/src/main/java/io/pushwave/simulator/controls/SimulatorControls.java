package io.pushwave.simulator.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steers a running simulator and tells what happened in it. What it refuses becomes a {@link RefusedException}. */
public final class SimulatorControls implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int LEDGER_PAGE = 10_000;

    private final URI simulator;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** @param simulator its address, as in http://localhost:8090 */
    public SimulatorControls(URI simulator) {
        this.simulator = simulator;
    }

    /** The simulated time. */
    public Instant now() {
        return Instant.parse(json("GET", "/simulator/clock", "").path("now").asText());
    }

    /** Lets simulated time pass; what is due in it has happened when this returns. */
    public void advance(Duration by) {
        post("/simulator/clock", Map.of("advance", by.toString()));
    }

    /** Simulated seconds per second; 0 stops the time. */
    public void speed(double speed) {
        post("/simulator/clock", Map.of("speed", speed));
    }

    /** The version that a demonstration pushes. */
    public String targetVersionId() {
        for (var each : json("GET", "/simulator/versions", "").path("packages")) {
            for (var version : each.path("versions")) {
                if (version.path("target").asBoolean()) {
                    return version.path("packageVersionId").asText();
                }
            }
        }
        throw new IllegalStateException("the simulator has no target version");
    }

    /** All orgs and their jobs, in the order of their keys. */
    public List<LedgerLine> ledger() {
        var lines = new ArrayList<LedgerLine>();
        var after = "";
        int page;
        do {
            page = lines.size();
            for (var line : lines("/simulator/ledger?limit=" + LEDGER_PAGE + after)) {
                lines.add(LedgerLine.of(line));
            }
            page = lines.size() - page;
            after = lines.isEmpty() ? "" : "&after=" + lines.getLast().orgKey();
        } while (page == LEDGER_PAGE);
        return lines;
    }

    /** One org's line; empty if there is no such org. */
    public Optional<LedgerLine> ledger(String orgKey) {
        try {
            return lines("/simulator/ledger?org=" + orgKey).stream()
                    .map(LedgerLine::of)
                    .findFirst();
        } catch (RefusedException refused) {
            return Optional.empty();
        }
    }

    /** Changes an org's status: Active, Demo, Free, Inactive or Trial. */
    public void changeStatus(String orgKey, String status) {
        change(orgKey, Map.of("status", status));
    }

    /** Lets an org block pushes, or no longer. */
    public void block(String orgKey, boolean blocked) {
        change(orgKey, Map.of("blocked", blocked));
    }

    /** Lets an org install a version by itself. */
    public void install(String orgKey, String versionId) {
        change(orgKey, Map.of("installedVersionId", versionId));
    }

    private void change(String orgKey, Map<String, Object> change) {
        json("PATCH", "/simulator/orgs/" + orgKey, write(change));
    }

    /** Sets a rule of misbehaviour behind those that are there. */
    public void misbehave(Fault fault) {
        json("POST", "/simulator/faults", write(List.of(fault.members())));
    }

    /** Takes all rules away. */
    public void behave() {
        json("DELETE", "/simulator/faults", "");
    }

    /** Sets the daily limit of API calls and how many of them are used. */
    public void budget(int limit, int used) {
        post("/simulator/budget", Map.of("limit", limit, "used", used));
    }

    /** API calls that were made. */
    public long calls() {
        return json("GET", "/simulator/requests-log/count", "").path("calls").asLong();
    }

    /** The whole state as a file. */
    public byte[] snapshot() {
        return send("GET", "/simulator/snapshot", BodyPublishers.noBody());
    }

    /** Goes on from a snapshot. */
    public void restore(byte[] snapshot) {
        send("POST", "/simulator/snapshot", BodyPublishers.ofByteArray(snapshot));
    }

    @Override
    public void close() {
        http.close();
    }

    private void post(String path, Map<String, Object> body) {
        json("POST", path, write(body));
    }

    private static String write(Object body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private JsonNode json(String method, String path, String body) {
        var answer = send(method, path, BodyPublishers.ofString(body));
        try {
            return MAPPER.readTree(answer);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private List<JsonNode> lines(String path) {
        try (var values =
                MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(send("GET", path, BodyPublishers.noBody()))) {
            return values.readAll();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private byte[] send(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(simulator.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 400) {
                throw new RefusedException(answer.statusCode(), detail(answer.body()));
            }
            return answer.body();
        } catch (IOException unreachable) {
            throw new UncheckedIOException("the simulator at " + simulator + " does not answer", unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the simulator", interrupted);
        }
    }

    private static String detail(byte[] problem) {
        try {
            return MAPPER.readTree(problem).path("detail").asText();
        } catch (IOException noProblem) {
            return new String(problem, StandardCharsets.UTF_8);
        }
    }
}
