package io.pushwave.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.simulator.Simulator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client as a tool would have it, on the JDK's own HTTP client. */
public final class SalesforceClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI address;
    private String token = "";

    public SalesforceClient(Simulator simulator) {
        address = simulator.url();
    }

    /** A reply, read to its end. */
    public record Answer(int status, String body, HttpHeaders headers) {
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }

        public String errorCode() {
            return json().path(0).path("errorCode").asText();
        }
    }

    public SalesforceClient login() throws IOException, InterruptedException {
        token = form("grant_type=client_credentials&client_id=app&client_secret=secret")
                .json()
                .path("access_token")
                .asText();
        return this;
    }

    public String token() {
        return token;
    }

    public void useToken(String other) {
        token = other;
    }

    public Answer form(String body) throws IOException, InterruptedException {
        return form("/services/oauth2/token", body);
    }

    public Answer form(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return call("GET", path, "");
    }

    public Answer post(String path, String body) throws IOException, InterruptedException {
        return call("POST", path, body);
    }

    public Answer patch(String path, String body) throws IOException, InterruptedException {
        return call("PATCH", path, body);
    }

    public Answer call(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int position = 0; position < headers.length; position += 2) {
            request.setHeader(headers[position], headers[position + 1]);
        }
        return send(request);
    }

    /** Puts a CSV file, in chunks as jsforce does. */
    public Answer upload(String path, String csv) throws IOException, InterruptedException {
        var body = csv.getBytes(StandardCharsets.UTF_8);
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + token)
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), response.headers());
    }

    public Answer query(String soql) throws IOException, InterruptedException {
        return get("/services/data/v66.0/query?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8));
    }

    public int count(String soql) throws IOException, InterruptedException {
        return query(soql).json().path("totalSize").asInt(-1);
    }

    /** The id of the version that a demonstration pushes. */
    public String targetVersion() throws IOException, InterruptedException {
        for (var each : get("/simulator/versions").json().path("packages")) {
            for (var version : each.path("versions")) {
                if (version.path("target").asBoolean()) {
                    return version.path("packageVersionId").asText();
                }
            }
        }
        throw new AssertionError("no target");
    }

    public String createRequest() throws IOException, InterruptedException {
        var answer = post(
                "/services/data/v66.0/sobjects/PackagePushRequest",
                "{\"PackageVersionId\":\"" + targetVersion() + "\"}");
        return answer.json().path("id").asText();
    }

    public List<String> orgKeys(int limit) throws IOException, InterruptedException {
        var keys = new ArrayList<String>();
        for (var org : get("/simulator/orgs?limit=" + limit).json().path("items")) {
            keys.add(org.path("orgKey").asText());
        }
        return keys;
    }

    /** Adds jobs in one collection. */
    public Answer createJobs(String requestId, List<String> orgKeys, boolean allOrNone)
            throws IOException, InterruptedException {
        var body = JSON.createObjectNode().put("allOrNone", allOrNone);
        var records = body.putArray("records");
        for (var key : orgKeys) {
            var record = records.addObject();
            record.putObject("attributes").put("type", "PackagePushJob");
            record.put("PackagePushRequestId", requestId).put("SubscriberOrganizationKey", key);
        }
        return post("/services/data/v66.0/composite/sobjects", body.toString());
    }

    /** Orgs that a job for the target can be created for. */
    public List<String> eligibleKeys(int limit) throws IOException, InterruptedException {
        var request = createRequest();
        var keys = orgKeys(limit * 3);
        var results = createJobs(request, keys, false).json();
        setStatus(request, "Canceled");
        var eligible = new ArrayList<String>();
        for (int position = 0; position < keys.size() && eligible.size() < limit; position++) {
            if (results.path(position).path("success").asBoolean()) {
                eligible.add(keys.get(position));
            }
        }
        return eligible;
    }

    public Answer setStatus(String requestId, String status) throws IOException, InterruptedException {
        return patch(
                "/services/data/v66.0/sobjects/packagepushrequest/" + requestId, "{\"Status\":\"" + status + "\"}");
    }

    public byte[] snapshot() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address.resolve("/simulator/snapshot")).build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }

    public Answer restore(byte[] snapshot) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve("/simulator/snapshot"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(snapshot)));
    }

    public Answer advance(String by) throws IOException, InterruptedException {
        return post("/simulator/clock", "{\"advance\":\"" + by + "\"}");
    }

    /** Calls that have been taken from the daily limit. */
    public int callsUsed() throws IOException, InterruptedException {
        var limit = get("/services/data/v66.0/limits").json().path("DailyApiRequests");
        return limit.path("Max").asInt() - limit.path("Remaining").asInt();
    }
}
