package io.pushwave.executor;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Up to which moment this instance has heard every word about campaigns. Nothing is begun on the strength of a word from the
 * database alone: a newer one, a brake, may lie unread in the topic (ADR 0018). Thread-safe.
 */
@ApplicationScoped
public class HeardControls {
    static final String AGE = "pushwave.executor.controls.age";

    private final Duration staleAfter;
    private final Clock clock;
    private final AtomicReference<Optional<Instant>> upTo = new AtomicReference<>(Optional.empty());

    HeardControls(ExecutorConfig config, Clock clock, MeterRegistry metrics) {
        this.staleAfter = config.controlsStaleAfter();
        this.clock = clock;
        Gauge.builder(AGE, this, HeardControls::ageSeconds)
                .baseUnit("seconds")
                .description("How long ago the campaigns' controls were last known to be read to their end")
                .register(metrics);
    }

    /** The moment; empty until the topic was read to its end once since the start. */
    public Optional<Instant> upTo() {
        return upTo.get();
    }

    /** Whether no word can have been waiting unread for longer than is allowed. */
    public boolean certain() {
        return upTo.get()
                .filter(moment -> moment.plus(staleAfter).isAfter(clock.instant()))
                .isPresent();
    }

    /** Every word from before the moment has been stored. */
    public void upTo(Instant moment) {
        upTo.set(Optional.of(moment));
    }

    private double ageSeconds() {
        return upTo.get()
                .map(moment -> Duration.between(moment, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
