package io.pushwave.simulator.http.usage;

import io.pushwave.simulator.http.Json;
import io.pushwave.simulator.http.Reply;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The API calls that were made, the newest of them kept. */
public final class RequestsLog {
    private final @Nullable Entry[] ring;
    private long calls;

    /**
     * One call.
     *
     * @param sequence counts from 1
     * @param status 0 if the connection was closed without an answer
     * @param fault what was done to the call on request; empty for nothing
     * @param rule the name of the rule that asked for it; empty if it has none
     * @param cost calls that it took from the daily budget
     */
    public record Entry(
            long sequence,
            Instant at,
            Instant simulatedAt,
            String method,
            String path,
            String query,
            int status,
            String client,
            String fault,
            String rule,
            int cost,
            Duration took) {}

    public RequestsLog(int entries) {
        ring = new Entry[entries];
    }

    public long calls() {
        return calls;
    }

    public long nextSequence() {
        return calls + 1;
    }

    public void add(Entry entry) {
        ring[(int) (calls % ring.length)] = entry;
        calls++;
    }

    /** Up to {@code limit} of the entries kept that are wanted, those after the given sequence, oldest first. */
    public Reply lines(long after, int limit, Predicate<Entry> wanted) {
        long first = Math.max(after, calls - ring.length);
        return Reply.of(200, Reply.JSON_LINES, Json.lines(json -> {
            int left = limit;
            for (long index = first; index < calls && left > 0; index++) {
                var entry = ring[(int) (index % ring.length)];
                if (entry == null || !wanted.test(entry)) {
                    continue;
                }
                left--;
                json.writeStartObject();
                json.writeNumberField("sequence", entry.sequence());
                json.writeStringField("at", entry.at().toString());
                json.writeStringField("simulatedAt", entry.simulatedAt().toString());
                json.writeStringField("method", entry.method());
                json.writeStringField("path", entry.path());
                json.writeStringField("query", entry.query());
                json.writeNumberField("status", entry.status());
                json.writeStringField("client", entry.client());
                json.writeStringField("fault", entry.fault());
                json.writeStringField("rule", entry.rule());
                json.writeNumberField("cost", entry.cost());
                json.writeNumberField("micros", entry.took().toNanos() / 1_000);
                json.writeEndObject();
            }
        }));
    }

    /** Writes how many calls there were; the calls themselves are no state that anything depends on. */
    public void save(DataOutput out) throws IOException {
        out.writeLong(calls);
    }

    public void restore(DataInput in) throws IOException {
        calls = in.readLong();
    }
}
