package io.pushwave.executor.budget.work;

import static java.util.Objects.requireNonNull;

import io.pushwave.executor.budget.CallPurpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Salesforce last said about the daily limit, and how many calls this instance has made. Thread-safe. */
@ApplicationScoped
public class ApiUsage {
    private static final Pattern LIMIT = Pattern.compile("(?:^|[^-\\w])api-usage=(\\d+)/(\\d+)");

    private final Clock clock;
    private final Map<CallPurpose, AtomicLong> calls = new EnumMap<>(CallPurpose.class);
    private final AtomicReference<Optional<Limit>> limit = new AtomicReference<>(Optional.empty());

    ApiUsage(Clock clock) {
        this.clock = clock;
        for (var purpose : CallPurpose.values()) {
            calls.put(purpose, new AtomicLong());
        }
    }

    /**
     * The daily limit as of a reply.
     *
     * @param used calls of all clients in the last 24 hours
     */
    public record Limit(long used, long allowed, Instant asOf) {}

    /** Calls of this instance since its start, logins left out: they do not count against the limit. */
    public long calls() {
        return calls.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Those of them that were made for a purpose. */
    public long calls(CallPurpose purpose) {
        return counter(purpose).get();
    }

    /** The newest report of Salesforce; empty until the first reply that has one. */
    public Optional<Limit> limit() {
        return limit.get();
    }

    public void called(CallPurpose purpose) {
        counter(purpose).incrementAndGet();
    }

    private AtomicLong counter(CallPurpose purpose) {
        return requireNonNull(calls.get(purpose), "every purpose has a counter");
    }

    /** Reads {@code Sforce-Limit-Info}, for example {@code api-usage=10018/100000}. */
    public void reported(@Nullable String limitInfo) {
        if (limitInfo == null) {
            return;
        }
        var found = LIMIT.matcher(limitInfo);
        if (found.find()) {
            limit.set(Optional.of(
                    new Limit(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)), clock.instant())));
        }
    }
}
