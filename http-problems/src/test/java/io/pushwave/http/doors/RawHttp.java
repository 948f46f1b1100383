package io.pushwave.http.doors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sends bytes and reads what comes back: no client library would send what is malformed. One connection a request. */
final class RawHttp {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** Longer than any limit of the services for an answer. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]{1,9})\\r?$");

    private static final int KEPT_MAXIMUM = 200_000;

    private final String host;
    private final int port;

    RawHttp(URI base) {
        this.host = base.getHost();
        this.port = base.getPort();
    }

    /** Status 0 stands for no answer at all. */
    record Answer(int status, String head, String body) {
        boolean isStream() {
            return head.toLowerCase(Locale.ROOT).contains("text/event-stream");
        }
    }

    String host() {
        return host + ":" + port;
    }

    Answer send(byte[] request) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            socket.setSoTimeout(Math.toIntExact(ANSWER_TIMEOUT.toMillis()));
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (IOException refused) {
                // Who refuses a long body may close before it was sent; the answer is there all the same.
            }
            return read(socket.getInputStream());
        }
    }

    private static Answer read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        try {
            int count = in.read(buffer);
            while (count >= 0 && bytes.size() < KEPT_MAXIMUM) {
                bytes.write(buffer, 0, count);
                if (isWhole(answer(bytes))) {
                    break;
                }
                count = in.read(buffer);
            }
        } catch (SocketTimeoutException timeout) {
            return new Answer(0, "", "no end of the answer within " + ANSWER_TIMEOUT);
        } catch (IOException reset) {
            // What came before the end of the connection counts.
        }
        return answer(bytes);
    }

    /** Whether nothing more is to come, though the connection may stay; a stream never ends by itself. */
    private static boolean isWhole(Answer answer) {
        var length = LENGTH.matcher(answer.head());
        return answer.isStream()
                || (length.find()
                        && answer.body().getBytes(StandardCharsets.UTF_8).length >= Integer.parseInt(length.group(1)));
    }

    private static Answer answer(ByteArrayOutputStream bytes) {
        var text = bytes.toString(StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.startsWith("HTTP/1.1 ") || text.length() < 12) {
            return new Answer(0, "", text);
        }
        int status = Integer.parseInt(text.substring(9, 12));
        return status == 100
                ? answer(rest(text.substring(end + 4)))
                : new Answer(status, text.substring(0, end), text.substring(end + 4));
    }

    private static ByteArrayOutputStream rest(String text) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return bytes;
    }
}
