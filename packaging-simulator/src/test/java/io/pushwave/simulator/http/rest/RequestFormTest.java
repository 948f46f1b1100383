package io.pushwave.simulator.http.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.pushwave.simulator.Simulator;
import io.pushwave.simulator.SimulatorSettings;
import io.pushwave.simulator.http.SalesforceClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How requests may be sent: other methods, compressed, announced, null members, dates; and what is too much of something. */
final class RequestFormTest {
    private static final String REQUESTS = "/services/data/v66.0/sobjects/PackagePushRequest";

    private static final Simulator SIMULATOR = Simulator.start(
            SimulatorSettings.builder().port(0).orgs(20).seed(7).speed(0).build());
    private static final SalesforceClient CLIENT = new SalesforceClient(SIMULATOR);

    @BeforeAll
    static void login() throws IOException, InterruptedException {
        CLIENT.login();
    }

    @AfterAll
    static void stop() {
        SIMULATOR.close();
    }

    private static String draft() throws IOException, InterruptedException {
        return "{\"PackageVersionId\":\"" + CLIENT.targetVersion() + "\"}";
    }

    private static HttpRequest.Builder post(String path, byte[] body) {
        return HttpRequest.newBuilder(URI.create(SIMULATOR.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + CLIENT.token())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @ParameterizedTest
    @CsvSource({"PATCH, 204", "patch, 204", "GET, 200", "NONSENSE, 405"})
    void aPostMaySayThatItIsAnotherMethod(String method, int status) throws IOException, InterruptedException {
        // Given
        var id = CLIENT.createRequest();

        // When
        var answer = CLIENT.post(REQUESTS + "/" + id + "?_HttpMethod=" + method, "{\"Status\":\"Canceled\"}");

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(CLIENT.count("SELECT Id FROM PackagePushRequest WHERE Id = '" + id + "' AND Status = 'Canceled'"))
                .isEqualTo(status == 204 ? 1 : 0);
    }

    @Test
    void aWishForHttp2OnAPlainConnectionIsPassedOver() throws IOException, InterruptedException {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(SIMULATOR.url() + "/services/data"))
                            .timeout(Duration.ofSeconds(20))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        }
    }

    /** Compresses, or does something like it. */
    private static byte[] packed(byte[] body, boolean gzip, boolean wrapped) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = gzip
                ? new GZIPOutputStream(bytes)
                : new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, !wrapped))) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true, true",
        "GZIP, true, true",
        "x-gzip, true, true",
        "deflate, false, true",
        "deflate, false, false"
    })
    void aBodyMayBeCompressed(String encoding, boolean gzip, boolean wrapped) throws IOException, InterruptedException {
        // When
        var answer = send(post(REQUESTS, packed(draft().getBytes(StandardCharsets.UTF_8), gzip, wrapped))
                .header("Content-Encoding", encoding));

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void aBulkFileMayBeCompressed() throws IOException, InterruptedException {
        // Given
        var job = CLIENT.post(
                        "/services/data/v66.0/jobs/ingest",
                        "{\"operation\":\"insert\",\"object\":\"PackagePushRequest\"}")
                .json()
                .path("id")
                .asText();
        var path = "/services/data/v66.0/jobs/ingest/" + job;
        var csv = "PackageVersionId\n" + CLIENT.targetVersion() + "\n";

        // When
        var answer = send(post(path + "/batches", new byte[0])
                .setHeader("Content-Type", "text/csv")
                .header("Content-Encoding", "gzip")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(packed(csv.getBytes(StandardCharsets.UTF_8), true, true))));
        CLIENT.patch(path, "{\"state\":\"UploadComplete\"}");
        CLIENT.advance("PT1H");

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(CLIENT.get(path).json().path("numberRecordsProcessed").asInt())
                .isOne();
        assertThat(CLIENT.get(path).json().path("numberRecordsFailed").asInt()).isZero();
    }

    static Stream<Arguments> wrongEncodings() throws IOException {
        return Stream.of(
                arguments("gzip", "{}".getBytes(StandardCharsets.UTF_8), 400),
                arguments("gzip", new byte[0], 400),
                arguments("deflate", "{}".getBytes(StandardCharsets.UTF_8), 400),
                arguments("deflate", new byte[] {0x78}, 400),
                arguments("br", "{}".getBytes(StandardCharsets.UTF_8), 415),
                // 64 KB that would become 64 MB.
                arguments("gzip", packed(new byte[64 * 1024 * 1024], true, true), 413));
    }

    @ParameterizedTest
    @MethodSource("wrongEncodings")
    void whatCannotBeInflatedWithinBoundsIsRefused(String encoding, byte[] body, int status)
            throws IOException, InterruptedException {
        // When
        var answer = send(post(REQUESTS, body).header("Content-Encoding", encoding));

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).startsWith("[{\"message\":\"").contains("\"errorCode\":\"");
    }

    @Test
    void aClientMayWaitUntilItsBodyIsWanted() throws IOException, InterruptedException {
        // When
        var answer =
                send(post(REQUESTS, draft().getBytes(StandardCharsets.UTF_8)).expectContinue(true));

        // Then
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @Test
    void nullsAreTakenWhereNothingMayBeWritten() throws IOException, InterruptedException {
        // When
        var answer = CLIENT.post(
                REQUESTS,
                draft().replace("}", ",\"Id\":null,\"SystemModstamp\":null,\"Status\":null,\"DurationSeconds\":null}"));
        var unknown = CLIENT.post(REQUESTS, draft().replace("}", ",\"Nonsense\":null}"));
        var written = CLIENT.post(REQUESTS, draft().replace("}", ",\"Id\":\"0DV000000000001\"}"));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(unknown.errorCode()).isEqualTo("INVALID_FIELD");
        assertThat(written.errorCode()).isEqualTo("INVALID_FIELD");
    }

    @ParameterizedTest
    @CsvSource({
        "2030-02-28T00:00:00Z, 201",
        "2028-02-29T00:00:00Z, 201",
        "2030-02-30T00:00:00Z, 400",
        "2030-02-29T00:00:00Z, 400",
        "2030-04-31T00:00:00, 400",
        "2030-01-01T24:00:00Z, 400",
        "1700-01-01T00:00:00Z, 201",
        "1699-12-31T23:59:59Z, 400",
        "4000-12-31T23:59:59Z, 201",
        "4001-01-01T00:00:00Z, 400",
        "4000-12-31T23:59:59-02:00, 400",
        "-0001-01-01T00:00:00Z, 400"
    })
    void aTimeIsADayThatThereIsFrom1700To4000(String time, int status) throws IOException, InterruptedException {
        // When
        var answer = CLIENT.post(REQUESTS, draft().replace("}", ",\"ScheduledStartTime\":\"" + time + "\"}"));
        var query = CLIENT.query("SELECT Id FROM PackagePushRequest WHERE ScheduledStartTime = "
                + (time.matches(".*(Z|-02:00)") ? time : time + "Z"));

        // Then
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(query.status()).as(query.body()).isEqualTo(status == 201 ? 200 : 400);
    }

    @Test
    void theErrorsOfARecordNameItsFieldsEvenIfThereAreNone() throws IOException, InterruptedException {
        // When
        var ofRecord = CLIENT.post(REQUESTS, "{\"Nonsense\":1}");
        var ofChange = CLIENT.patch(REQUESTS + "/" + CLIENT.createRequest(), "{\"Status\":\"Failed\"}");
        var ofCall = CLIENT.post(REQUESTS, "[]");

        // Then
        assertThat(ofRecord.body()).endsWith("\"errorCode\":\"INVALID_FIELD\",\"fields\":[]}]");
        assertThat(ofChange.body()).endsWith("\"errorCode\":\"INVALID_STATUS\",\"fields\":[]}]");
        assertThat(ofCall.json().path(0).has("fields")).isFalse();
    }

    static Stream<Arguments> nested() {
        return Stream.of(500, 999, 1_000, 1_001, 5_000, 1_000_000)
                .flatMap(depth -> Stream.of(
                        arguments(depth, "{\"a\":".repeat(depth) + "1" + "}".repeat(depth)),
                        arguments(depth, "{\"PackageVersionId\":" + "[".repeat(depth) + "]".repeat(depth) + "}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nested")
    void deepJsonIsRefused(int depth, String body) throws IOException, InterruptedException {
        // When
        var answer = CLIENT.post(REQUESTS, body);

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isIn("JSON_PARSER_ERROR", "INVALID_FIELD");
        assertThat(answer.body()).doesNotContain("com.fasterxml", "Stream", "java.");
    }

    static Stream<UnaryOperator<String>> placesForMuch() {
        return Stream.of(
                much -> "{\"PackageVersionId\":\"" + much + "\"}",
                much -> "{\"" + much + "\":1}",
                much -> "{\"IsMigration\":\"" + much + "\"}",
                much -> "{\"Status\":\"" + much + "\"}",
                much -> "{\"ScheduledStartTime\":\"" + much + "\"}",
                much -> much);
    }

    @ParameterizedTest
    @MethodSource("placesForMuch")
    void anErrorDoesNotHandBackAllThatWasSent(UnaryOperator<String> place) throws IOException, InterruptedException {
        // Given
        var much = "x".repeat(10_000_000);

        // When
        var answer = CLIENT.post(REQUESTS, place.apply(much));

        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).hasSizeLessThan(5_000);
    }

    @Test
    void uriAndHeadersTogetherAreBounded() throws IOException, InterruptedException {
        // Given
        var limits = "/services/data/v66.0/limits?padding=";

        // When
        var within = CLIENT.call("GET", limits + "x".repeat(8_000), "", "X-Padding", "y".repeat(7_000));
        var together = CLIENT.call("GET", limits + "x".repeat(8_000), "", "X-Padding", "y".repeat(8_500));
        var headers = CLIENT.call("GET", limits, "", "X-Padding", "y".repeat(100_000));
        var uri = CLIENT.call("GET", limits + "x".repeat(16_400), "");

        // Then
        assertThat(within.status()).isEqualTo(200);
        assertThat(together.status()).isEqualTo(431);
        assertThat(together.errorCode()).isEqualTo("REQUEST_HEADER_FIELDS_TOO_LARGE");
        assertThat(headers.status()).isEqualTo(431);
        assertThat(headers.errorCode()).isEqualTo("REQUEST_HEADER_FIELDS_TOO_LARGE");
        assertThat(uri.status()).isEqualTo(414);
        assertThat(uri.errorCode()).isEqualTo("URI_TOO_LONG");
    }

    @Test
    void aBodyThatIsTooLargeIsAnswered() throws IOException, InterruptedException {
        // When
        var answer = send(post(REQUESTS, new byte[17 * 1024 * 1024]));

        // Then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("REQUEST_TOO_LARGE");
    }

    /** Sends what no client library would. */
    private static String raw(String request) throws IOException {
        try (var socket = new Socket(SIMULATOR.url().getHost(), SIMULATOR.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /services/data/%zz HTTP/1.1, 400, INVALID_INPUT",
        "GET /services/data/v66.0/query?q=% HTTP/1.1, 400, INVALID_INPUT",
        "GET /simulator/orgs?limit=%5 HTTP/1.1, 400, invalid input",
        "NONSENSE, 400, INVALID_INPUT"
    })
    void whatIsNoRequestIsAnsweredWithABody(String line, int status, String code) throws IOException {
        // When
        var answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        // Then
        assertThat(answer).matches("(?s)HTTP/1\\.[01] " + status + " .*").contains(code);
    }
}
