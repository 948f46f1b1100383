package io.pushwave.executor.result.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.pushwave.contracts.PushResult;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.contracts.PushResult.LateOutcome;
import io.pushwave.contracts.PushResult.LeftOut;
import io.pushwave.contracts.PushResult.PushCancelled;
import io.pushwave.contracts.PushResult.PushCorrected;
import io.pushwave.contracts.PushResult.PushFailed;
import io.pushwave.contracts.PushResult.PushLeftOut;
import io.pushwave.contracts.PushResult.PushReached;
import io.pushwave.contracts.PushResult.PushScheduled;
import io.pushwave.contracts.PushResult.PushSkipped;
import io.pushwave.contracts.PushResult.PushStarted;
import io.pushwave.contracts.PushResult.PushSucceeded;
import io.pushwave.executor.command.postgres.IntentRow;
import io.pushwave.executor.command.postgres.PushIntents;
import io.pushwave.executor.inventory.CopyCorrection;
import io.pushwave.executor.inventory.postgres.SubscriberCorrections;
import io.pushwave.executor.result.JobVerdict;
import io.pushwave.messaging.OutgoingMessage;
import io.pushwave.messaging.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells the planner and the status what became of commands, in the transaction in which it became so; and corrects the copy of the
 * subscribers by it.
 */
@ApplicationScoped
public class ResultReports {
    static final String RESULTS = "pushwave.executor.results";

    /** Failures by class and Salesforce's type; one that is known only late is counted as timed out before. */
    public static final String FAILURES = "pushwave.executor.failures";

    /** Orgs that no push can reach, by the reason that lies in them. */
    static final String LEFT_OUT = "pushwave.executor.left.out";

    /** Orgs whose late answer never came. */
    public static final String GIVEN_UP = "pushwave.executor.late.answers.given.up";

    private static final String CORRECTED_REASON = "Salesforce answered after the push had been reported as timed out";

    private static final Logger LOG = Logger.getLogger(ResultReports.class);

    private final Outbox outbox;
    private final PushIntents intents;
    private final SubscriberCorrections copy;
    private final Clock clock;
    private final MeterRegistry metrics;

    ResultReports(Outbox outbox, PushIntents intents, SubscriberCorrections copy, Clock clock, MeterRegistry metrics) {
        this.outbox = outbox;
        this.intents = intents;
        this.copy = copy;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** A command that has ended by its job, and what that means. */
    private record Judged(IntentRow row, JobVerdict verdict) {
        PushResult result(Instant at) {
            return switch (verdict) {
                case JobVerdict.Failed(var failure) -> new PushFailed(row.subject(), at, row.jobId(), failure);
                case JobVerdict.Reached(var reason) -> new PushReached(row.subject(), at, row.jobId(), reason);
                case JobVerdict.LeftOut(var reason, var message) ->
                    new PushLeftOut(row.subject(), at, row.jobId(), new LeftOut(reason, message));
            };
        }

        PushResult correction(Instant at) {
            return switch (verdict) {
                case JobVerdict.Failed(var failure) ->
                    corrected(row, at, LateOutcome.FAILED, Optional.of(failure), Optional.empty());
                case JobVerdict.Reached _ ->
                    corrected(row, at, LateOutcome.REACHED, Optional.empty(), Optional.empty());
                case JobVerdict.LeftOut(var reason, var message) ->
                    corrected(
                            row, at, LateOutcome.LEFT_OUT, Optional.empty(), Optional.of(new LeftOut(reason, message)));
            };
        }

        /** The value of the metric tag {@code result}. */
        String tag() {
            return switch (verdict) {
                case JobVerdict.Failed _ -> "failed";
                case JobVerdict.Reached _ -> "reached";
                case JobVerdict.LeftOut _ -> "left-out";
            };
        }
    }

    public void scheduled(List<IntentRow> rows, String salesforceId, Instant scheduledStart) {
        send(
                rows,
                "scheduled",
                (row, at) -> new PushScheduled(row.subject(), at, salesforceId, jobId(row), scheduledStart));
    }

    public void started(List<IntentRow> rows) {
        send(rows, "started", (row, at) -> new PushStarted(row.subject(), at, jobId(row)));
    }

    public void succeeded(List<IntentRow> rows) {
        copy.correct(rows, row -> Optional.of(CopyCorrection.installed(row.packageVersionId())));
        send(rows, "succeeded", (row, at) -> new PushSucceeded(row.subject(), at, jobId(row)));
    }

    public void failed(List<IntentRow> rows, Function<IntentRow, Failure> failure) {
        ended(rows, row -> new JobVerdict.Failed(failure.apply(row)));
    }

    /** Jobs that were refused or have failed, each as its verdict says. */
    public void ended(List<IntentRow> rows, Function<IntentRow, JobVerdict> verdict) {
        var judged = judged(rows, verdict);
        judged.stream()
                .collect(Collectors.groupingBy(Judged::tag))
                .forEach((tag, alike) -> send(alike, Judged::row, tag, Judged::result));
        count(judged, "");
    }

    /** The same of jobs that had been reported as timed out. */
    public void endedLate(List<IntentRow> rows, Function<IntentRow, JobVerdict> verdict) {
        var judged = judged(rows, verdict);
        send(judged, Judged::row, "corrected", Judged::correction);
        count(judged, " after all");
    }

    /** Jobs that had been reported as timed out turned out to have succeeded. */
    public void succeededLate(List<IntentRow> rows) {
        keepReasons(rows, _ -> CORRECTED_REASON);
        copy.correct(rows, row -> Optional.of(CopyCorrection.installed(row.packageVersionId())));
        send(
                rows,
                "corrected",
                (row, at) -> corrected(row, at, LateOutcome.SUCCEEDED, Optional.empty(), Optional.empty()));
    }

    /** Jobs that had been reported as timed out turned out never to have begun. */
    public void cancelledLate(List<IntentRow> rows) {
        keepReasons(rows, _ -> CORRECTED_REASON);
        send(
                rows,
                "corrected",
                (row, at) -> corrected(row, at, LateOutcome.CANCELLED, Optional.empty(), Optional.empty()));
    }

    /** Nobody waits for these late answers any more; nothing is said, because each org has its result. */
    public void givenUp(int orgs) {
        metrics.counter(GIVEN_UP).increment(orgs);
    }

    public void cancelled(List<IntentRow> rows, String reason) {
        keepReasons(rows, _ -> reason);
        send(rows, "cancelled", (row, at) -> new PushCancelled(row.subject(), at, reason));
    }

    public void skipped(List<IntentRow> rows, String reason) {
        keepReasons(rows, _ -> reason);
        send(rows, "skipped", (row, at) -> new PushSkipped(row.subject(), at, reason));
    }

    /** Each row with its verdict; what that says of the org is kept, in words and in the copy of the subscribers. */
    private List<Judged> judged(List<IntentRow> rows, Function<IntentRow, JobVerdict> verdict) {
        var judged =
                rows.stream().map(row -> new Judged(row, verdict.apply(row))).toList();
        if (!judged.isEmpty()) {
            intents.keepReasons(judged.stream()
                    .collect(Collectors.toMap(
                            one -> one.row().subject().commandId(),
                            one -> one.verdict().sentence())));
            copy.correct(judged.stream()
                    .flatMap(one -> CopyCorrection.of(one.verdict(), one.row().packageVersionId())
                            .map(correction -> new SubscriberCorrections.Correction(one.row(), correction))
                            .stream())
                    .toList());
        }
        return judged;
    }

    private void keepReasons(List<IntentRow> rows, Function<IntentRow, String> reason) {
        if (!rows.isEmpty()) {
            intents.keepReasons(
                    rows.stream().collect(Collectors.toMap(row -> row.subject().commandId(), reason)));
        }
    }

    private void send(List<IntentRow> rows, String result, BiFunction<IntentRow, Instant, PushResult> message) {
        send(rows, row -> row, result, message);
    }

    private <T> void send(
            List<T> ends, Function<T, IntentRow> row, String result, BiFunction<T, Instant, PushResult> message) {
        if (ends.isEmpty()) {
            return;
        }
        var now = clock.instant();
        outbox.append(ends.stream()
                .map(end -> new OutgoingMessage(
                        message.apply(end, now), row.apply(end).traceParent()))
                .toList());
        metrics.counter(RESULTS, "result", result).increment(ends.size());
    }

    private static PushCorrected corrected(
            IntentRow row, Instant at, LateOutcome outcome, Optional<Failure> failure, Optional<LeftOut> leftOut) {
        return new PushCorrected(row.subject(), at, jobId(row), outcome, failure, leftOut);
    }

    private void count(List<Judged> judged, String when) {
        judged.stream()
                .collect(Collectors.groupingBy(one -> one.tag() + when + ": " + summary(one), Collectors.counting()))
                .forEach((summary, count) -> LOG.infof("%d orgs %s", count, summary));
        for (var one : judged) {
            switch (one.verdict()) {
                case JobVerdict.Failed(var failure) ->
                    metrics.counter(FAILURES, tags(failure)).increment();
                case JobVerdict.LeftOut leftOut ->
                    metrics.counter(LEFT_OUT, "reason", leftOut.reason().name()).increment();
                case JobVerdict.Reached _ -> {}
            }
        }
    }

    private static Tags tags(Failure failure) {
        var type = failure.errorType().isEmpty() ? "none" : failure.errorType();
        return Tags.of("class", failure.failureClass().name(), "type", type);
    }

    /** What differs only in numbers and ids is one line in the log. */
    private static String summary(Judged judged) {
        return switch (judged.verdict()) {
            case JobVerdict.Failed(var failure) ->
                failure.failureClass() + " " + failure.errorType() + " '" + failure.title() + "': "
                        + failure.group().orElse(failure.message());
            case JobVerdict.Reached reached -> reached.sentence();
            case JobVerdict.LeftOut leftOut -> leftOut.sentence();
        };
    }

    private static String jobId(IntentRow row) {
        return row.jobId()
                .orElseThrow(() -> new IllegalStateException(
                        "command " + row.subject().commandId() + " is in an active request without a job"));
    }
}
