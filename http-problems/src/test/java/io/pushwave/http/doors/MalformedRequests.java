package io.pushwave.http.doors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pushwave.http.doors.Endpoint.Body;
import io.pushwave.http.doors.RawHttp.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sends malformed requests to every endpoint of a service's OpenAPI document, and says which answers are none that a client could
 * use: a server error, an empty body, a body that names a class.
 *
 * <p>The same seed sends the same requests. Repeated by {@code -Dpushwave.doors.seed=S}, longer by
 * {@code -Dpushwave.doors.requests=N}.
 */
public final class MalformedRequests {
    private static final int REQUESTS_IN_THE_SUITE = 600;
    private static final Pattern CLASS_NAME = Pattern.compile(
            "\\b(?:java|javax|jakarta|io|org|com)\\.[a-z]+\\.[a-zA-Z.]+|\\b[A-Z][A-Za-z]*(?:Exception|Error)\\b|\\bat [a-z]+\\.[a-z]");
    /** The types of our events begin like classes, and are named to who sends another one. */
    private static final Pattern EVENT_TYPE = Pattern.compile("\\bio\\.pushwave\\.[a-z]+(?:-[a-z]+)+\\.v\\d+");

    private static final List<String> VALUES = List.of(
            "%00",
            "a%00b",
            "%ff",
            "%c3%28",
            "%ed%a0%80",
            "%",
            "%zz",
            "%F0%9F%98%80",
            "..%2f..",
            "%20",
            "-1",
            "0",
            "1e9",
            "99999999999999999999",
            "null",
            "true",
            "'",
            "%22",
            "%3Cscript%3E",
            "00d000000000001",
            "00D000000000001AAZ",
            "00D000000000001",
            "033000000000001",
            "%E2%80%AE",
            "*",
            "a,b,,",
            "2026-02-30T00:00:00Z",
            "x".repeat(300));
    private static final List<String> CONTENT_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=bogus",
            "garbage",
            "a/b/c",
            "application/octet-stream",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "application/json;;",
            "*/*");
    private static final List<String> HEADERS = List.of(
            "Accept: image/png",
            "Accept: garbage",
            "Accept-Language: ;;q=x",
            "Content-Encoding: gzip",
            "Content-Encoding: nonsense",
            "Expect: something",
            "Range: bytes=5-1",
            "If-None-Match: x",
            "If-Modified-Since: yesterday",
            "Authorization: nonsense",
            "X-HTTP-Method-Override: DELETE",
            "Cookie: =;=;",
            "traceparent: 00-zz-zz-zz",
            "Last-Event-ID: -9999999999999999999999",
            "Origin: null",
            "Upgrade: h2c",
            "ce-specversion: 0.3",
            "ce-id: \u00ff");
    private static final List<String> METHODS =
            List.of("DELETE", "PATCH", "PUT", "POST", "GET", "HEAD", "OPTIONS", "TRACE", "FOO", "get");

    private final ObjectMapper json = new ObjectMapper();
    private final MalformedBodies bodies = new MalformedBodies();
    private final RawHttp http;
    private final long seed;
    private final int requests;
    private final Map<String, Body> samples = new HashMap<>();

    private MalformedRequests(URI base, long seed, int requests) {
        this.http = new RawHttp(base);
        this.seed = seed;
        this.requests = requests;
    }

    /** Requests to a service, as many as the system properties say. */
    public static MalformedRequests to(URI base) {
        return new MalformedRequests(
                base,
                Long.getLong("pushwave.doors.seed", 20261128L),
                Integer.getInteger("pushwave.doors.requests", REQUESTS_IN_THE_SUITE));
    }

    /** A well-formed body where the document describes none that would be accepted. */
    public MalformedRequests sample(String methodAndPath, String contentType, String body) {
        samples.put(methodAndPath, new Body(contentType, tree(body)));
        return this;
    }

    /** How to send the same requests again. */
    public String seed() {
        return "-Dpushwave.doors.seed=" + seed + " -Dpushwave.doors.requests=" + requests;
    }

    /** Sends the requests; each complaint names the request, the answer and what is wrong with it. */
    public List<String> complaints() {
        var endpoints = endpoints();
        var random = new Random(seed);
        var complaints = new ArrayList<String>();
        var mutations = Mutation.values();
        for (int number = 0; number < requests; number++) {
            var endpoint = endpoints.get(number % endpoints.size());
            // Every endpoint meets every mutation before one meets it twice.
            var mutation = mutations[(number / endpoints.size()) % mutations.length];
            send(random, endpoint, mutation).ifPresent(complaints::add);
        }
        return complaints;
    }

    /** The service's OpenAPI document. */
    public JsonNode document() {
        return tree(unchunked(send(
                "GET /q/openapi?format=json HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
                        .formatted(http.host())
                        .getBytes(StandardCharsets.UTF_8))));
    }

    private List<Endpoint> endpoints() {
        var document = document();
        var endpoints = Endpoint.of(document).stream()
                .map(endpoint -> Optional.ofNullable(samples.get(endpoint.name()))
                        .map(endpoint::with)
                        .orElse(endpoint))
                .toList();
        if (endpoints.isEmpty()) {
            throw new IllegalStateException("the service's OpenAPI document names no endpoint: " + document);
        }
        return endpoints;
    }

    private Optional<String> send(Random random, Endpoint endpoint, Mutation mutation) {
        if ((mutation.concernsBody() && endpoint.body().isEmpty())
                || (mutation.concernsQuery() && endpoint.queryParameters().isEmpty())) {
            return Optional.empty();
        }
        var method = mutation == Mutation.METHOD ? pick(random, METHODS) : endpoint.method();
        var request = bytes(
                method,
                address(random, endpoint, mutation),
                headers(random, endpoint, mutation),
                mutation,
                endpoint.body()
                        .map(body -> bodies.of(random, body.json(), mutation))
                        .orElseGet(() -> new byte[0]));
        var answer = send(request);
        return complaint(method, answer)
                .map(complaint -> complaint + "\n  " + mutation + " of " + endpoint.name() + "\n  request: "
                        + shown(new String(request, StandardCharsets.UTF_8)) + "\n  answer: "
                        + shown(answer.head() + "\n" + answer.body()));
    }

    private static Optional<String> complaint(String method, Answer answer) {
        if (answer.status() == 0) {
            return Optional.of("no answer");
        }
        if (answer.status() >= 500 && answer.status() != 501) {
            return Optional.of("a server error");
        }
        if (answer.status() < 400 || method.equals("HEAD")) {
            return Optional.empty();
        }
        if (answer.body().isBlank()) {
            return Optional.of("an empty body");
        }
        if (CLASS_NAME.matcher(EVENT_TYPE.matcher(answer.body()).replaceAll("")).find()) {
            return Optional.of("a class name in the body");
        }
        if (!answer.head().toLowerCase(Locale.ROOT).contains("application/problem+json")) {
            return Optional.of("no problem");
        }
        return answer.body().contains("\"status\":" + answer.status())
                ? Optional.empty()
                : Optional.of("a problem without its status");
    }

    private static String address(Random random, Endpoint endpoint, Mutation mutation) {
        var path = switch (mutation) {
            case PATH_VALUE -> endpoint.path().replaceAll("\\{[^}]*}", Matcher.quoteReplacement(pick(random, VALUES)));
            // One of them alone, as a line that is longer than 64 KiB does not come as far as our door.
            case PATH_LONG -> endpoint.path().replaceFirst("\\{[^}]*}", "x".repeat(9_000 + random.nextInt(20_000)));
            default -> endpoint.path().replace("{packageId}", "033000000000001");
        };
        path = path.replaceAll("\\{[^}]*}", "00D000000000001");
        if (mutation == Mutation.PATH_UNKNOWN) {
            path = random.nextBoolean() ? path + "/nothing/here" : "/" + pick(random, VALUES);
        }
        var query = switch (mutation) {
            case QUERY_VALUE -> pick(random, endpoint.queryParameters()) + "=" + pick(random, VALUES);
            case QUERY_UNKNOWN -> "colour=blue&" + pick(random, VALUES) + "=1";
            case QUERY_MALFORMED ->
                pick(
                        random,
                        List.of(
                                "",
                                "&&&",
                                "=",
                                "a=b=c",
                                "%00",
                                "q=%",
                                "limit=%zz",
                                "limit=1&limit=2",
                                "limit[]=1",
                                "after=%ff"));
            case QUERY_LONG -> "q=" + "x".repeat(9_000 + random.nextInt(20_000));
            default -> "";
        };
        if (mutation == Mutation.QUERY_MALFORMED && query.isEmpty()) {
            return path + "?";
        }
        var whole = Stream.of(endpoint.query(), query)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return whole.isEmpty() ? path : path + "?" + whole;
    }

    private static List<String> headers(Random random, Endpoint endpoint, Mutation mutation) {
        var headers = new ArrayList<String>();
        switch (mutation) {
            case HEADER -> headers.add(pick(random, HEADERS));
            case HEADERS_LONG -> headers.add("X-Long: " + "x".repeat(17_000 + random.nextInt(10_000)));
            default -> {}
        }
        if (mutation == Mutation.CONTENT_TYPE) {
            if (random.nextInt(4) > 0) {
                headers.add("Content-Type: " + pick(random, CONTENT_TYPES));
            }
        } else {
            endpoint.body().ifPresent(body -> headers.add("Content-Type: " + body.contentType()));
        }
        return headers;
    }

    private byte[] bytes(String method, String address, List<String> headers, Mutation mutation, byte[] body) {
        var head = new StringBuilder(method)
                .append(' ')
                .append(address)
                .append(" HTTP/1.1\r\nHost: ")
                .append(http.host())
                .append("\r\nConnection: close\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        var bytes = new ByteArrayOutputStream();
        if (mutation == Mutation.BODY_LONG_CHUNKED) {
            head.append("Transfer-Encoding: chunked\r\n\r\n%x\r\n".formatted(body.length));
            bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(body);
            bytes.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        } else {
            head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
            bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(body);
        }
        return bytes.toByteArray();
    }

    private Answer send(byte[] request) {
        try {
            return http.send(request);
        } catch (IOException e) {
            throw new UncheckedIOException("the service does not take connections", e);
        }
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    /** The document's JSON, whether or not it came in chunks. */
    private static String unchunked(Answer answer) {
        var body = answer.body();
        return body.startsWith("{")
                ? body
                : Arrays.stream(body.split("\r\n"))
                        .filter(line -> !line.matches("[0-9a-fA-F]+"))
                        .reduce("", String::concat);
    }

    static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String shown(String text) {
        return (text.length() > 700 ? text.substring(0, 700) + "…" : text)
                .replaceAll("[\\p{Cntrl}&&[^\\n]]", "")
                .replace("\n", "\n    ");
    }
}
