package io.pushwave.executor.following.work;

import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.command.postgres.IntentRow;
import io.pushwave.executor.command.postgres.JobProgress;
import io.pushwave.executor.command.postgres.OverdueIntents;
import io.pushwave.executor.command.postgres.PushIntents;
import io.pushwave.executor.request.CancelReason;
import io.pushwave.executor.request.JobStatus;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.PackagingApi.PushJob;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.request.work.StepListener;
import io.pushwave.executor.result.ErrorPolicy;
import io.pushwave.executor.result.JobVerdict;
import io.pushwave.executor.result.PushError;
import io.pushwave.executor.result.work.ResultReports;
import io.pushwave.executor.salesforce.PackagingException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Turns what Salesforce says of jobs into the states of their commands, and into results. */
@ApplicationScoped
class ReportProgress {
    private static final Logger LOG = Logger.getLogger(ReportProgress.class);

    /** What a failed job ends as, by its errors. */
    private static final Set<IntentState> BY_VERDICT =
            EnumSet.of(IntentState.FAILED, IntentState.REACHED, IntentState.LEFT_OUT);

    private final PackagingApi salesforce;
    private final PushRequests requests;
    private final PushIntents intents;
    private final OverdueIntents overdue;
    private final ResultReports reports;
    private final StepListener listener;

    ReportProgress(
            PackagingApi salesforce,
            PushRequests requests,
            PushIntents intents,
            OverdueIntents overdue,
            ResultReports reports,
            StepListener listener) {
        this.salesforce = salesforce;
        this.requests = requests;
        this.intents = intents;
        this.overdue = overdue;
        this.reports = reports;
        this.listener = listener;
    }

    /** One page of jobs: errors of what failed are read first, then everything is stored at once. */
    void take(PollRound round, List<PushJob> page) {
        round.saw(page);
        // Many pages may take longer than a lease.
        QuarkusTransaction.requiringNew().run(() -> requests.keepAll(round.claims()));
        var progress = new ArrayList<JobProgress>();
        for (var job : page) {
            var claim = round.claim(job.requestId());
            if (claim != null) {
                stateOf(job.status())
                        .map(state -> new JobProgress(claim.request().plan().id(), job.orgKey(), job.id(), state))
                        .ifPresent(progress::add);
            }
        }
        if (progress.isEmpty()) {
            return;
        }
        try {
            report(round, progress);
        } catch (PackagingException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf(
                    "jobs of several push requests cannot be stored together, so each is by itself: %s",
                    e.getMessage());
            progress.stream()
                    .collect(Collectors.groupingBy(JobProgress::requestId))
                    .forEach((id, own) -> tellApart(round, id, own));
        }
    }

    /** What cannot be stored of one request must not keep the others from their ends. */
    private void tellApart(PollRound round, String requestId, List<JobProgress> progress) {
        try {
            report(round, progress);
        } catch (PackagingException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "what Salesforce says of push request %s cannot be stored", requestId);
            round.broken(requestId, "what Salesforce says of its jobs cannot be stored: " + e.getMessage());
        }
    }

    /** Stores what is new of some jobs, and says it, at once. */
    private void report(PollRound round, List<JobProgress> progress) {
        var news = QuarkusTransaction.requiringNew().call(() -> intents.whatIsNew(progress));
        if (news.isEmpty()) {
            return;
        }
        var failedJobs = news.stream()
                .filter(entry -> entry.state() == IntentState.FAILED)
                .map(JobProgress::jobId)
                .toList();
        var errors = failedJobs.isEmpty() ? Map.<String, List<PushError>>of() : salesforce.errorsOf(failedJobs);
        Function<String, JobVerdict> verdict = jobId -> ErrorPolicy.ofJob(errors.getOrDefault(jobId, List.of()));
        var reported = news.stream()
                .map(entry -> entry.state() == IntentState.FAILED
                        ? entry.ended(verdict.apply(entry.jobId()).state())
                        : entry)
                .toList();
        QuarkusTransaction.requiringNew().run(() -> {
            for (var states : List.of(
                    EnumSet.of(IntentState.STARTED),
                    EnumSet.of(IntentState.SUCCEEDED),
                    BY_VERDICT,
                    EnumSet.of(IntentState.CANCELLED))) {
                var alike = reported.stream()
                        .filter(entry -> states.contains(entry.state()))
                        .toList();
                if (!alike.isEmpty()) {
                    store(round, alike, verdict);
                }
            }
            round.claims(news).forEach(claim -> listener.storing(claim.request()));
        });
        round.changed(news);
    }

    private void store(PollRound round, List<JobProgress> alike, Function<String, JobVerdict> verdict) {
        var state = alike.getFirst().state();
        Function<IntentRow, JobVerdict> ofRow = row -> verdict.apply(row.jobId().orElse(""));
        switch (round.phase()) {
            case IN_TIME -> report(state, intents.progressed(alike), ofRow);
            case LATE -> reportLate(state, overdue.answered(alike), ofRow);
        }
    }

    private void report(IntentState state, List<IntentRow> changed, Function<IntentRow, JobVerdict> verdict) {
        switch (state) {
            case STARTED -> reports.started(changed);
            case SUCCEEDED -> reports.succeeded(changed);
            case FAILED, REACHED, LEFT_OUT -> reports.ended(changed, verdict);
            case CANCELLED -> reports.cancelled(changed, CancelReason.CANCELLED_IN_SALESFORCE.sentence());
            case WAITING, ASSIGNED, SCHEDULED, OVERDUE, SKIPPED ->
                throw new IllegalStateException("no job leads to " + state);
        }
    }

    private void reportLate(IntentState state, List<IntentRow> changed, Function<IntentRow, JobVerdict> verdict) {
        switch (state) {
            case SUCCEEDED -> reports.succeededLate(changed);
            case FAILED, REACHED, LEFT_OUT -> reports.endedLate(changed, verdict);
            case CANCELLED -> reports.cancelledLate(changed);
            case STARTED -> {}
            case WAITING, ASSIGNED, SCHEDULED, OVERDUE, SKIPPED ->
                throw new IllegalStateException("no late answer leads to " + state);
        }
    }

    /** What a job's status means for its command; nothing as long as Salesforce has not begun. */
    private static Optional<IntentState> stateOf(JobStatus status) {
        return switch (status) {
            case CREATED, PENDING -> Optional.empty();
            case IN_PROGRESS -> Optional.of(IntentState.STARTED);
            case SUCCEEDED -> Optional.of(IntentState.SUCCEEDED);
            case FAILED -> Optional.of(IntentState.FAILED);
            case CANCELED -> Optional.of(IntentState.CANCELLED);
        };
    }
}
