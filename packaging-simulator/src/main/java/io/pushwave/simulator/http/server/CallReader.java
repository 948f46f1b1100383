package io.pushwave.simulator.http.server;

import io.pushwave.simulator.domain.Refusal;
import io.pushwave.simulator.http.ApiException;
import io.pushwave.simulator.http.ApiSettings;
import io.pushwave.simulator.http.Call;
import io.pushwave.simulator.http.ProblemException;
import io.pushwave.simulator.http.Reply;
import io.pushwave.simulator.http.Target;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Makes calls of what came over the network; what cannot be one is refused in the words of whom it was sent to. */
final class CallReader {
    /** A POST that says it is another method, for clients that cannot send that; documented for PATCH. */
    private static final String METHOD = "_HttpMethod";

    private final ApiSettings settings;

    CallReader(ApiSettings settings) {
        this.settings = settings;
    }

    /** What came of a request. */
    sealed interface Outcome {
        record Made(Call call) implements Outcome {}

        record Refused(Reply reply) implements Outcome {}
    }

    /**
     * A request as it came.
     *
     * @param path percent-encoded
     * @param query percent-encoded, without its question mark
     * @param headers names in lower case
     * @param headBytes of the URI and all headers
     */
    // The body is read once and never kept.
    @SuppressWarnings("ArrayRecordComponent")
    record Request(String method, String path, String query, Map<String, String> headers, int headBytes, byte[] body) {}

    /** @param most bytes that the body may have, also when it is decompressed */
    Outcome read(Request request, int most) {
        if (request.headBytes() > settings.headBytes()) {
            return new Outcome.Refused(headTooLong(request.path()));
        }
        try {
            var target = Target.of(request.path(), request.query());
            var body = body(request, most);
            var type = request.headers().getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
            var overridden = target.parameters().get(METHOD);
            if (type.startsWith("application/x-www-form-urlencoded")) {
                Target.parse(new String(body, StandardCharsets.UTF_8), target.parameters());
            }
            return new Outcome.Made(new Call(
                    request.method().equals("POST") && overridden != null
                            ? overridden.toUpperCase(Locale.ROOT)
                            : request.method(),
                    target.segments(),
                    Map.of(),
                    target.parameters(),
                    request.headers(),
                    request.headers().getOrDefault("host", "localhost"),
                    body));
        } catch (Unreadable unreadable) {
            return new Outcome.Refused(
                    refusal(request.path(), unreadable.status, unreadable.code, unreadable.getMessage()));
        } catch (IllegalArgumentException notDecodable) {
            return new Outcome.Refused(refusal(
                    request.path(), 400, "INVALID_INPUT", "A percent sign is not followed by two hexadecimal digits."));
        }
    }

    private static byte[] body(Request request, int most) throws Unreadable {
        var encoding = request.headers()
                .getOrDefault("content-encoding", "identity")
                .strip()
                .toLowerCase(Locale.ROOT);
        try {
            return switch (encoding) {
                case "", "identity" -> request.body();
                case "gzip", "x-gzip" -> inflated(new GZIPInputStream(new ByteArrayInputStream(request.body())), most);
                case "deflate" -> inflated(inflater(request.body()), most);
                default ->
                    throw new Unreadable(
                            415, "UNSUPPORTED_MEDIA_TYPE", "Content encoding '" + encoding + "' not supported.");
            };
        } catch (IOException corrupt) {
            throw new Unreadable(400, "INVALID_INPUT", "The body is not compressed as its Content-Encoding says.");
        }
    }

    /** Clients send deflate with the wrapping of zlib, as it is defined, or without. */
    private static InputStream inflater(byte[] body) {
        boolean wrapped =
                body.length >= 2 && (body[0] & 0x0F) == 8 && (((body[0] & 0xFF) << 8) | (body[1] & 0xFF)) % 31 == 0;
        return new InflaterInputStream(new ByteArrayInputStream(body), new Inflater(!wrapped));
    }

    private static byte[] inflated(InputStream compressed, int most) throws IOException, Unreadable {
        try (compressed) {
            var body = compressed.readNBytes(most);
            if (compressed.read() >= 0) {
                throw new Unreadable(413, "REQUEST_TOO_LARGE", "The body must not exceed " + most + " bytes");
            }
            return body;
        }
    }

    /** The answer to a URI that is too long by itself. */
    static Reply uriTooLong(String path, int most) {
        return refusal(path, 414, "URI_TOO_LONG", "The length of the URI exceeds the " + most + " byte limit.");
    }

    /** The answer to a URI and headers that are too long together. */
    Reply headTooLong(String path) {
        return refusal(
                path,
                431,
                "REQUEST_HEADER_FIELDS_TOO_LARGE",
                "The combined length of the URI and headers exceeds the " + settings.headBytes() + " byte limit.");
    }

    /** The answer to a body that is longer than it may be. */
    static Reply bodyTooLarge(String path, int most) {
        return refusal(path, 413, "REQUEST_TOO_LARGE", "The body must not exceed " + most + " bytes");
    }

    /** The answer to what is no HTTP request. */
    static Reply notHttp(String path) {
        return refusal(path, 400, "INVALID_INPUT", "This is no HTTP request.");
    }

    private static Reply refusal(String path, int status, String code, String message) {
        return path.startsWith("/simulator")
                ? new ProblemException(status, code.toLowerCase(Locale.ROOT).replace('_', ' '), message).reply()
                : ApiException.error(status, Refusal.of(code, message));
    }

    /** A request that no call can be made of. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;
        private final String code;

        Unreadable(int status, String code, String message) {
            super(message, null, false, false);
            this.status = status;
            this.code = code;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
