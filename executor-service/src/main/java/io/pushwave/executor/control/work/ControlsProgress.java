package io.pushwave.executor.control.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Up to which moment this instance has read every control. Nothing is begun on the strength of a control from the
 * database alone: a newer one, a brake, may lie unread in the topic (ADR 0018). Thread-safe.
 */
@ApplicationScoped
public class ControlsProgress {
    static final String AGE = "pushwave.executor.controls.age";

    private final Duration staleAfter;
    private final Clock clock;
    private final AtomicReference<Optional<Instant>> upTo = new AtomicReference<>(Optional.empty());

    ControlsProgress(ExecutorConfig config, Clock clock, MeterRegistry metrics) {
        this.staleAfter = config.controlsStaleAfter();
        this.clock = clock;
        Gauge.builder(AGE, this, ControlsProgress::ageSeconds)
                .baseUnit("seconds")
                .description("How long ago the campaigns' controls were last known to be read to their end")
                .register(metrics);
    }

    /** The moment; empty until the topic was read to its end once since the start. */
    public Optional<Instant> upTo() {
        return upTo.get();
    }

    /** Whether no control can have been waiting unread for longer than is allowed. */
    public boolean certain() {
        return upTo.get()
                .filter(moment -> moment.plus(staleAfter).isAfter(clock.instant()))
                .isPresent();
    }

    /** Every control from before the moment has been stored. */
    public void upTo(Instant moment) {
        upTo.set(Optional.of(moment));
    }

    private double ageSeconds() {
        return upTo.get()
                .map(moment -> Duration.between(moment, clock.instant()).toMillis() / 1000.0)
                .orElse(Double.NaN);
    }
}
