package io.pushwave.executor.salesforce.call;

import io.pushwave.executor.ExecutorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Whether Salesforce can be worked with, as the last calls found it. Thread-safe. */
@ApplicationScoped
public class SalesforceState {
    /** What nobody has run into for so many of the longest waits, nobody waits for any more. */
    private static final int RECHECKS = 4;

    private final Duration forgottenAfter;
    private final Clock clock;
    private final AtomicReference<Optional<String>> away =
            new AtomicReference<>(Optional.of("no login to Salesforce has been made yet"));
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    SalesforceState(ExecutorConfig config, Clock clock) {
        this.forgottenAfter = config.retryLongest().multipliedBy(RECHECKS);
        this.clock = clock;
    }

    private record Refusal(String sentence, Instant at) {}

    /** Why Salesforce cannot be worked with; empty if it can. */
    public Optional<String> trouble() {
        return away().or(() -> {
            var oldest = clock.instant().minus(forgottenAfter);
            refusals.values().removeIf(refusal -> refusal.at().isBefore(oldest));
            return refusals.values().stream()
                    .max(Comparator.comparing(Refusal::at))
                    .map(Refusal::sentence);
        });
    }

    /** Why Salesforce does not answer or lets nobody in; empty if it does. */
    public Optional<String> away() {
        return away.get();
    }

    void answered() {
        away.set(Optional.empty());
    }

    void failed(String sentence) {
        away.set(Optional.of(sentence));
    }

    /** Salesforce answers, and does not let this be done, until it does or nobody asks for it any more. */
    public void refused(String what, String sentence) {
        refusals.put(what, new Refusal(sentence, clock.instant()));
    }

    public void accepted(String what) {
        refusals.remove(what);
    }
}
