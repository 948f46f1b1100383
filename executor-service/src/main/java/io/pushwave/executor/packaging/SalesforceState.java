package io.pushwave.executor.packaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether Salesforce can be worked with, as the last call found it. Thread-safe. */
@ApplicationScoped
public class SalesforceState {
    private final AtomicReference<Optional<String>> trouble =
            new AtomicReference<>(Optional.of("no login to Salesforce has been made yet"));

    /** Why Salesforce cannot be worked with; empty if it can. */
    public Optional<String> trouble() {
        return trouble.get();
    }

    void answered() {
        trouble.set(Optional.empty());
    }

    void failed(String sentence) {
        trouble.set(Optional.of(sentence));
    }
}
