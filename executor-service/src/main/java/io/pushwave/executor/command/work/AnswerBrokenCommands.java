package io.pushwave.executor.command.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.MessageType;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.Subject;
import io.pushwave.contracts.StorableText;
import io.pushwave.executor.command.postgres.UnusableCommands;
import io.pushwave.executor.command.postgres.UnusableCommands.BrokenCommand;
import io.pushwave.executor.result.ErrorPolicy;
import io.pushwave.executor.result.work.ResultReports;
import io.pushwave.messaging.AfterCommit;
import io.pushwave.messaging.GivenUp;
import io.pushwave.messaging.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * Answers commands that are dead letters because they cannot be read whole, as far as they say whom the answer is for: without
 * it the planner would wait for their orgs for ever. One answer per command, however often it comes.
 */
@ApplicationScoped
public class AnswerBrokenCommands {
    static final String BROKEN = "pushwave.executor.commands.broken";

    private static final int TEXT_MAXIMUM = 500;

    private final UnusableCommands unusable;
    private final ResultReports reports;
    private final ObjectMapper mapper;
    private final MeterRegistry metrics;
    private final AfterCommit afterCommit;

    AnswerBrokenCommands(
            UnusableCommands unusable,
            ResultReports reports,
            ObjectMapper mapper,
            MeterRegistry metrics,
            AfterCommit afterCommit) {
        this.unusable = unusable;
        this.reports = reports;
        this.mapper = mapper;
        this.metrics = metrics;
        this.afterCommit = afterCommit;
    }

    /**
     * Answers those that can be, in the transaction that makes them dead letters. What fails here has their partition wait, so
     * nothing is taken from a record that the database would refuse: the reason is storable ({@link GivenUp}), the subject is
     * looked at before.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void answer(List<GivenUp> records) {
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
            reports.failed(
                    unusable.addBroken(List.copyOf(commands.values())),
                    row -> ErrorPolicy.ofBrokenCommand(
                            reasons.getOrDefault(row.subject().commandId(), "")));
        }
        afterCommit.run(() -> metrics.counter(BROKEN).increment(records.size()));
    }

    /** Whom the answer is for; empty if the record does not say. */
    private Optional<Subject> subject(Origin origin) {
        if (!MessageType.ORG_PUSH_COMMANDED.typeName().equals(origin.headers().get("ce_type"))) {
            return Optional.empty();
        }
        try {
            var json = mapper.readTree(origin.payload());
            return json != null && json.isObject() ? Optional.of(subject(json)) : Optional.empty();
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
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
        return text.length() <= TEXT_MAXIMUM && StorableText.fault(text).isEmpty();
    }
}
