package io.pushwave.http;

import io.pushwave.contracts.StorableText;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What is wrong with the address of a request, whatever it asks for: a percent sign that encodes nothing, bytes that are no UTF-8,
 * or a character that cannot be stored and so can name nothing of ours.
 */
final class RequestAddress {
    private static final String UNREADABLE = "has a percent sign that encodes nothing, or bytes that are no UTF-8";
    private static final int HEXADECIMAL = 16;

    private RequestAddress() {}

    /** Empty if nothing is wrong. */
    static Optional<HttpProblem> fault(String uri) {
        int query = uri.indexOf('?');
        return pathFault(query < 0 ? uri : uri.substring(0, query))
                .or(() -> query < 0 ? Optional.empty() : queryFault(uri.substring(query + 1)));
    }

    private static Optional<HttpProblem> pathFault(String encoded) {
        var path = decoded(encoded);
        return path.isEmpty()
                ? Optional.of(Problems.invalid("path", encoded, "the path " + UNREADABLE))
                : StorableText.fault(path.get())
                        .map(fault -> Problems.invalid("path", path.get(), "the path " + fault));
    }

    private static Optional<HttpProblem> queryFault(String query) {
        for (var parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            var fault = equals < 0
                    ? parameterFault(parameter, "")
                    : parameterFault(parameter.substring(0, equals), parameter.substring(equals + 1));
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<HttpProblem> parameterFault(String encodedName, String encodedValue) {
        var name = decoded(encodedName);
        var value = decoded(encodedValue);
        if (name.isEmpty() || value.isEmpty()) {
            return Optional.of(Problems.invalid(name.orElse("query"), encodedValue, "a parameter " + UNREADABLE));
        }
        return StorableText.fault(name.get())
                .map(fault -> "its name " + fault)
                .or(() -> StorableText.fault(value.get()).map(fault -> "its value " + fault))
                .map(fault -> Problems.invalid(
                        StorableText.replaced(name.get()), value.get(), "a parameter is not valid: " + fault));
    }

    /** Empty if it cannot be decoded. A plus stays one, which makes no difference to what is looked for here. */
    private static Optional<String> decoded(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        int at = 0;
        while (at < encoded.length()) {
            int next = encoded.indexOf('%', at);
            int end = next < 0 ? encoded.length() : next;
            bytes.writeBytes(encoded.substring(at, end).getBytes(StandardCharsets.UTF_8));
            at = end;
            if (next >= 0) {
                var encodedByte = encodedByte(encoded, next);
                if (encodedByte < 0) {
                    return Optional.empty();
                }
                bytes.write(encodedByte);
                at = next + 3;
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /** The byte behind a percent sign; -1 if there is none. */
    private static int encodedByte(String encoded, int percent) {
        if (percent + 2 >= encoded.length()) {
            return -1;
        }
        int high = Character.digit(encoded.charAt(percent + 1), HEXADECIMAL);
        int low = Character.digit(encoded.charAt(percent + 2), HEXADECIMAL);
        return high < 0 || low < 0 ? -1 : high * HEXADECIMAL + low;
    }
}
