package io.pushwave.executor.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between the executor and the simulator: passes everything on, and loses or falsifies what a test tells it to. */
public final class FaultyRoad implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private volatile Optional<URI> destination = Optional.empty();

    public FaultyRoad() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** What goes wrong with a call. */
    public enum Kind {
        /** It has its effect, and its answer is lost. */
        LOSE_ANSWER,
        /** It is lost itself. */
        LOSE_CALL,
        /** 503 with an HTML page, and no effect. */
        UNAVAILABLE_PAGE,
        /** 401, and no effect. */
        SESSION_ENDED,
        /** 403 REQUEST_LIMIT_EXCEEDED, and no effect. */
        LIMIT_EXCEEDED
    }

    private record Fault(Kind kind, String method, String pathPart, AtomicInteger remaining) {
        boolean hits(HttpExchange exchange) {
            return exchange.getRequestMethod().equals(method)
                    && exchange.getRequestURI().getPath().contains(pathPart)
                    && remaining.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        }
    }

    public URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** Where calls go from now on; empty: they are lost. */
    public void leadTo(Optional<URI> simulator) {
        destination = simulator;
    }

    /** The next calls of this kind go wrong. */
    public void fail(Kind kind, String method, String pathPart, int times) {
        faults.add(new Fault(kind, method, pathPart, new AtomicInteger(times)));
    }

    /** Everything is well again. */
    public void heal() {
        faults.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var fault = faults.stream()
                    .filter(one -> one.hits(exchange))
                    .findFirst()
                    .map(Fault::kind);
            var body = exchange.getRequestBody().readAllBytes();
            if (destination.isEmpty() || fault.filter(Kind.LOSE_CALL::equals).isPresent()) {
                return;
            }
            if (fault.filter(Kind.UNAVAILABLE_PAGE::equals).isPresent()) {
                answer(exchange, 503, "text/html", "<html><body>Down for maintenance</body></html>");
                return;
            }
            if (fault.filter(Kind.SESSION_ENDED::equals).isPresent()) {
                answer(
                        exchange,
                        401,
                        "application/json",
                        "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
                return;
            }
            if (fault.filter(Kind.LIMIT_EXCEEDED::equals).isPresent()) {
                answer(
                        exchange,
                        403,
                        "application/json",
                        "[{\"message\":\"TotalRequests Limit exceeded.\",\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\"}]");
                return;
            }
            passOn(exchange, body, fault.isPresent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passOn(HttpExchange exchange, byte[] body, boolean loseAnswer)
            throws IOException, InterruptedException {
        var simulator = destination.orElseThrow();
        var request = HttpRequest.newBuilder(
                        URI.create(simulator + exchange.getRequestURI().toString()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (var name : List.of("Authorization", "Content-Type")) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .ifPresent(value -> request.header(name, value));
        }
        var response = client.send(request.build(), BodyHandlers.ofString());
        if (loseAnswer) {
            return;
        }
        response.headers()
                .firstValue("Sforce-Limit-Info")
                .ifPresent(value -> exchange.getResponseHeaders().set("Sforce-Limit-Info", value));
        answer(
                exchange,
                response.statusCode(),
                "application/json",
                // The login names the simulator's own address; the road stays in between.
                response.body().replace(simulator.toString(), url().toString()));
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
