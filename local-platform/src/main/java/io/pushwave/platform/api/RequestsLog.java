package io.pushwave.platform.api;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The calls that the simulated Salesforce has answered, as it counts them. */
public final class RequestsLog {
    private static final int PAGE = 10_000;

    private final JsonHttp http;
    private final URI base;

    public RequestsLog(JsonHttp http, URI base) {
        this.http = http;
        this.base = base;
    }

    /** The number of the newest call. */
    public long newest() throws ApiException {
        return http.get(base.resolve("/simulator/requests-log/count"), Count.class)
                .calls();
    }

    /** Every call after one, oldest first; there must be no more than the simulator keeps. */
    public List<ApiCall> after(long sequence) throws ApiException {
        return read(sequence, "");
    }

    /**
     * The calls after one with a method and a path.
     *
     * @param path {@code *} stands for anything
     */
    public List<ApiCall> after(long sequence, String method, String path) throws ApiException {
        return read(sequence, "&method=" + method + "&path=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    private List<ApiCall> read(long sequence, String filter) throws ApiException {
        var calls = new ArrayList<ApiCall>();
        long after = sequence;
        boolean more = true;
        while (more) {
            int before = calls.size();
            var page = base.resolve("/simulator/requests-log?limit=" + PAGE + "&after=" + after + filter);
            try (var lines = http.lines(page)) {
                for (var line : (Iterable<String>) lines::iterator) {
                    calls.add(http.parse(line, ApiCall.class));
                }
            }
            more = calls.size() - before == PAGE;
            after = calls.isEmpty() ? after : calls.getLast().sequence();
        }
        return calls;
    }

    /**
     * One call.
     *
     * @param at when it came
     * @param query SOQL, empty if it asks for none
     * @param status 0 if it was not answered
     * @param cost calls that it took from the daily limit
     */
    public record ApiCall(
            long sequence,
            Instant at,
            String method,
            String path,
            String query,
            int status,
            String client,
            int cost,
            long micros) {
        /** When it was answered. */
        public Instant answeredAt() {
            return at.plusNanos(micros * 1_000);
        }

        public boolean successful() {
            return status >= 200 && status < 300;
        }
    }

    record Count(long calls) {}
}
