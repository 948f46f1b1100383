package io.pushwave.executor.pushing.work;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.command.postgres.Backlog;
import io.pushwave.executor.request.PushRequestState;
import io.pushwave.executor.work.Ticker;
import io.pushwave.messaging.Backoff;
import io.pushwave.messaging.schema.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What waits and what is under way, as metrics: counted on a schedule, whoever asks how often. */
@ApplicationScoped
class BacklogGauges {
    static final String INTENTS = "pushwave.executor.intents";
    static final String REQUESTS = "pushwave.executor.requests.open";
    static final String OLDEST = "pushwave.executor.intents.oldest.waiting";

    private final Backlog backlog;
    private final Clock clock;
    private final Ticker counting;
    private volatile Backlog.Counts counts = new Backlog.Counts(Map.of(), Map.of(), Optional.empty());

    BacklogGauges(ExecutorConfig config, Backlog backlog, SchemaMigration schema, MeterRegistry metrics, Clock clock) {
        this.backlog = backlog;
        this.clock = clock;
        this.counting = new Ticker(
                "counting",
                config.countEvery(),
                new Backoff(config.retryLongest(), config.retryLongest()),
                schema::ready,
                this::count,
                metrics);
        for (var state : IntentState.which(state -> !state.isTerminal())) {
            Gauge.builder(INTENTS, () -> counts.intents().getOrDefault(state, 0L))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Push commands that wait or are in flight")
                    .register(metrics);
        }
        for (var state : PushRequestState.which(state -> !state.isTerminal())) {
            Gauge.builder(REQUESTS, () -> counts.openRequests().getOrDefault(state, 0L))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Push requests that have not ended")
                    .register(metrics);
        }
        Gauge.builder(OLDEST, this::oldestWaitingSeconds)
                .baseUnit("seconds")
                .description("How long the push command that came first has been waiting for a push request")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        counting.start();
    }

    void stop(@Observes ShutdownEvent event) {
        counting.close();
    }

    private boolean count() {
        counts = backlog.counts();
        return false;
    }

    private double oldestWaitingSeconds() {
        return counts.oldestWaiting()
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
