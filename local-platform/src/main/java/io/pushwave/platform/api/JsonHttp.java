package io.pushwave.platform.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;

/** Reads JSON over HTTP. Every failure becomes an {@link ApiException} that names the address. Thread-safe. */
public final class JsonHttp implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final int SHOWN_CHARACTERS_MAXIMUM = 300;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The JSON at an address. */
    public <T> T get(URI address, Class<T> as) throws ApiException {
        return read(address, send(getting(address), BodyHandlers.ofString()), as);
    }

    /** The status code and body at an address, whatever they are. */
    public Answer get(URI address) throws ApiException {
        return probe(address, ANSWER_TIMEOUT);
    }

    /** The lines at an address, read while they arrive; to be closed. */
    public Stream<String> lines(URI address) throws ApiException {
        var response = send(getting(address), BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new ApiException(address + " answered " + response.statusCode());
        }
        return response.body();
    }

    /** One line of a stream of JSON values. */
    public <T> T parse(String json, Class<T> as) throws ApiException {
        try {
            return mapper.readValue(json, as);
        } catch (IOException e) {
            throw new ApiException("not the JSON that is expected: " + shown(json), e);
        }
    }

    /** Sends a body and gives the answer's status code and text, whatever they are. */
    public Answer post(URI address, String contentType, String body) throws ApiException {
        var request = HttpRequest.newBuilder(address)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        var response = send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** The status code and body at an address, whatever they are, if it answers within the time. */
    public Answer probe(URI address, Duration patience) throws ApiException {
        var request = HttpRequest.newBuilder(address).timeout(patience).GET().build();
        var response = send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    private <T> T read(URI address, HttpResponse<String> response, Class<T> as) throws ApiException {
        if (response.statusCode() != 200) {
            throw new ApiException(address + " answered " + response.statusCode() + ": " + shown(response.body()));
        }
        return parse(response.body(), as);
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws ApiException {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new ApiException(request.uri() + " did not answer: " + reason, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException("interrupted while waiting for " + request.uri(), e);
        }
    }

    private static HttpRequest getting(URI address) {
        return HttpRequest.newBuilder(address).timeout(ANSWER_TIMEOUT).GET().build();
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS_MAXIMUM ? text : text.substring(0, SHOWN_CHARACTERS_MAXIMUM) + " …";
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** What came back. */
    public record Answer(int status, String body) {}
}
