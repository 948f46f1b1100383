package io.pushwave.executor.pushing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.executor.postgres.IntentRow;
import io.pushwave.executor.postgres.PushIntents;
import io.pushwave.messaging.Outbox;
import io.pushwave.messaging.OutgoingMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Tells the planner and the status what became of commands, in the transaction in which it became so. */
@ApplicationScoped
class ResultReports {
    static final String RESULTS = "pushwave.executor.results";

    /** Failures by class and Salesforce's type; one that is known only late is counted as timed out before. */
    static final String FAILURES = "pushwave.executor.failures";

    /** Orgs whose late answer never came. */
    static final String GIVEN_UP = "pushwave.executor.late.answers.given.up";

    private static final String CORRECTED_REASON = "Salesforce answered after the push had been reported as timed out";

    private static final Logger LOG = Logger.getLogger(ResultReports.class);

    private final Outbox outbox;
    private final PushIntents intents;
    private final Clock clock;
    private final MeterRegistry metrics;

    ResultReports(Outbox outbox, PushIntents intents, Clock clock, MeterRegistry metrics) {
        this.outbox = outbox;
        this.intents = intents;
        this.clock = clock;
        this.metrics = metrics;
    }

    void scheduled(List<IntentRow> rows, String salesforceId, Instant scheduledStart) {
        send(
                rows,
                "scheduled",
                (row, at) -> new PushScheduled(row.subject(), at, salesforceId, jobId(row), scheduledStart));
    }

    void started(List<IntentRow> rows) {
        send(rows, "started", (row, at) -> new PushStarted(row.subject(), at, jobId(row)));
    }

    void succeeded(List<IntentRow> rows) {
        send(rows, "succeeded", (row, at) -> new PushSucceeded(row.subject(), at, jobId(row)));
    }

    void failed(List<IntentRow> rows, Function<IntentRow, Failure> failure) {
        keepReasons(rows, row -> inWords(failure.apply(row)));
        send(rows, "failed", (row, at) -> new PushFailed(row.subject(), at, row.jobId(), failure.apply(row)));
        count(rows.stream().map(failure).toList(), "failed");
    }

    /** Jobs that had been reported as timed out turned out to have failed. */
    void failedLate(List<IntentRow> rows, Function<IntentRow, Failure> failure) {
        keepReasons(rows, row -> inWords(failure.apply(row)));
        sendCorrections(rows, LateOutcome.FAILED, row -> Optional.of(failure.apply(row)));
        count(rows.stream().map(failure).toList(), "failed after all");
    }

    /** Jobs that had been reported as timed out turned out to have succeeded. */
    void succeededLate(List<IntentRow> rows) {
        keepReasons(rows, _ -> CORRECTED_REASON);
        sendCorrections(rows, LateOutcome.SUCCEEDED, _ -> Optional.empty());
    }

    /** Jobs that had been reported as timed out turned out never to have begun. */
    void cancelledLate(List<IntentRow> rows) {
        keepReasons(rows, _ -> CORRECTED_REASON);
        sendCorrections(rows, LateOutcome.CANCELLED, _ -> Optional.empty());
    }

    private void sendCorrections(
            List<IntentRow> rows, LateOutcome outcome, Function<IntentRow, Optional<Failure>> failure) {
        send(
                rows,
                "corrected",
                (row, at) -> new PushCorrected(row.subject(), at, jobId(row), outcome, failure.apply(row)));
    }

    /** Nobody waits for these late answers any more; nothing is said, because each org has its result. */
    void givenUp(int orgs) {
        metrics.counter(GIVEN_UP).increment(orgs);
    }

    private void count(List<Failure> failures, String what) {
        failures.stream()
                .collect(Collectors.groupingBy(ResultReports::summary, Collectors.counting()))
                .forEach((summary, count) -> LOG.infof("%d orgs %s: %s", count, what, summary));
        failures.stream()
                .collect(Collectors.groupingBy(ResultReports::tags, Collectors.counting()))
                .forEach((tags, count) -> metrics.counter(FAILURES, tags).increment(count));
    }

    void cancelled(List<IntentRow> rows, String reason) {
        keepReasons(rows, _ -> reason);
        send(rows, "cancelled", (row, at) -> new PushCancelled(row.subject(), at, reason));
    }

    void skipped(List<IntentRow> rows, String reason) {
        keepReasons(rows, _ -> reason);
        send(rows, "skipped", (row, at) -> new PushSkipped(row.subject(), at, reason));
    }

    private void keepReasons(List<IntentRow> rows, Function<IntentRow, String> reason) {
        if (!rows.isEmpty()) {
            intents.keepReasons(rows, reason);
        }
    }

    private void send(List<IntentRow> rows, String result, BiFunction<IntentRow, Instant, PushResult> message) {
        if (rows.isEmpty()) {
            return;
        }
        var now = clock.instant();
        outbox.append(rows.stream()
                .map(row -> new OutgoingMessage(message.apply(row, now), row.traceParent()))
                .toList());
        metrics.counter(RESULTS, "result", result).increment(rows.size());
    }

    private static Tags tags(Failure failure) {
        var type = failure.errorType().isEmpty() ? "none" : failure.errorType();
        return Tags.of("class", failure.failureClass().name(), "type", type);
    }

    /** Failures that differ only in numbers and ids are one line in the log. */
    private static String summary(Failure failure) {
        return inWords(failure, failure.group().orElse(failure.message()));
    }

    private static String inWords(Failure failure) {
        return inWords(failure, failure.message());
    }

    private static String inWords(Failure failure, String message) {
        return failure.failureClass() + " " + failure.errorType() + " '" + failure.title() + "': " + message;
    }

    private static String jobId(IntentRow row) {
        return row.jobId()
                .orElseThrow(() -> new IllegalStateException(
                        "command " + row.subject().commandId() + " is in an active request without a job"));
    }
}
