package io.pushwave.executor.pushing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.executor.domain.Backoff;
import io.pushwave.executor.domain.ErrorPolicy;
import io.pushwave.executor.postgres.UnusableCommands;
import io.pushwave.executor.postgres.UnusableCommands.BrokenCommand;
import io.pushwave.messaging.Origin;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Answers commands that are dead letters because they cannot be read whole, as far as they say whom the answer is for: without
 * it the planner would wait for their orgs for ever. One answer per command, however often it comes.
 */
@ApplicationScoped
public class AnswerBrokenCommands {
    static final String BROKEN = "pushwave.executor.commands.broken";

    private static final Logger LOG = Logger.getLogger(AnswerBrokenCommands.class);
    private static final Backoff WAITS = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private static final int TEXT_MAXIMUM = 500;
    private static final int CAUSES_MAXIMUM = 10;

    private final UnusableCommands unusable;
    private final ResultReports reports;
    private final ObjectMapper mapper;
    private final MeterRegistry metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);

    AnswerBrokenCommands(UnusableCommands unusable, ResultReports reports, ObjectMapper mapper, MeterRegistry metrics) {
        this.unusable = unusable;
        this.reports = reports;
        this.mapper = mapper;
        this.metrics = metrics;
    }

    /** A record that is no command, and why. */
    public record Broken(Origin origin, String reason) {}

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopping.countDown();
    }

    /**
     * Answers those that can be, in a transaction of their own; waits for the database as long as it takes.
     *
     * @throws IllegalStateException if the service stops before: the records come again
     */
    public void answer(List<Broken> records) {
        if (records.isEmpty()) {
            return;
        }
        metrics.counter(BROKEN).increment(records.size());
        var commands = new HashMap<String, BrokenCommand>();
        var reasons = new HashMap<String, String>();
        for (var broken : records) {
            subject(broken.origin()).ifPresent(subject -> {
                var trace = Optional.ofNullable(broken.origin().headers().get("traceparent"))
                        .filter(AnswerBrokenCommands::storable);
                commands.putIfAbsent(subject.commandId(), new BrokenCommand(subject, trace));
                reasons.putIfAbsent(subject.commandId(), broken.reason());
            });
        }
        if (!commands.isEmpty()) {
            store(() -> reports.failed(
                    unusable.addBroken(List.copyOf(commands.values())),
                    row -> ErrorPolicy.ofBrokenCommand(
                            reasons.getOrDefault(row.subject().commandId(), ""))));
        }
    }

    private void store(Runnable answers) {
        for (int failures = 1; ; failures++) {
            try {
                QuarkusTransaction.requiringNew().run(answers);
                return;
            } catch (RuntimeException e) {
                if (saysSomethingOfTheData(e)) {
                    LOG.error("broken commands cannot be answered; their dead letters say what they were", e);
                    return;
                }
                LOG.warnf("broken commands are not answered yet: %s", e.getMessage());
                pause(WAITS.after(failures));
            }
        }
    }

    private void pause(Duration wait) {
        try {
            if (!stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("the service stops before broken commands are answered");
    }

    /** Classes of SQLSTATE that another try does not change: data (22) and constraints (23). */
    private static boolean saysSomethingOfTheData(Throwable failure) {
        var cause = failure;
        for (int depth = 0; cause != null && depth < CAUSES_MAXIMUM; depth++) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Whom the answer is for; empty if the record does not say. */
    private Optional<Subject> subject(Origin origin) {
        if (!MessageType.ORG_PUSH_COMMANDED.typeName().equals(origin.headers().get("ce_type"))) {
            return Optional.empty();
        }
        try {
            var json = mapper.readTree(origin.payload());
            return json != null && json.isObject() ? Optional.of(subject(json)) : Optional.empty();
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static Subject subject(JsonNode json) {
        return new Subject(
                text(json, "commandId"),
                text(json, "campaignId"),
                new OrgKey(text(json, "orgKey")),
                number(json, "wave"),
                number(json, "attempt"));
    }

    private static String text(JsonNode json, String field) {
        var value = json.path(field);
        if (!value.isTextual() || !storable(value.textValue())) {
            throw new IllegalArgumentException(field + " is no text that can be stored");
        }
        return value.textValue();
    }

    private static int number(JsonNode json, String field) {
        var value = json.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException(field + " is no number");
        }
        return value.intValue();
    }

    private static boolean storable(String text) {
        return text.length() <= TEXT_MAXIMUM && text.indexOf('\0') < 0;
    }
}
