package io.pushwave.executor.pushing;

import static io.pushwave.executor.pushing.PollRound.activated;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.Backoff;
import io.pushwave.executor.domain.CancelReason;
import io.pushwave.executor.domain.ErrorPolicy;
import io.pushwave.executor.domain.IntentState;
import io.pushwave.executor.domain.JobPatience;
import io.pushwave.executor.domain.JobStatus;
import io.pushwave.executor.domain.PackagingApi;
import io.pushwave.executor.domain.PackagingApi.PushJob;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.domain.PushError;
import io.pushwave.executor.domain.SeenChanges;
import io.pushwave.executor.packaging.ApiBudget;
import io.pushwave.executor.packaging.KnownPackages;
import io.pushwave.executor.postgres.Claim;
import io.pushwave.executor.postgres.Claim.Following;
import io.pushwave.executor.postgres.IntentRow;
import io.pushwave.executor.postgres.JobProgress;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.executor.postgres.OverdueIntents;
import io.pushwave.executor.postgres.PushIntents;
import io.pushwave.executor.postgres.PushRequests;
import io.pushwave.executor.pushing.PollRound.Phase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Reads the jobs of active requests, many requests in one question, and turns what changed into results. */
@ApplicationScoped
class FollowRequests {
    private static final Logger LOG = Logger.getLogger(FollowRequests.class);

    private final ExecutorConfig config;
    private final JobPatience patience;
    private final AskForJobs question;
    private final PackagingApi salesforce;
    private final KnownPackages packages;
    private final ApiBudget budget;
    private final PushRequests requests;
    private final PushIntents intents;
    private final OverdueIntents overdue;
    private final ResultReports reports;
    private final RequestStore store;
    private final StepListener listener;
    private final Clock clock;

    FollowRequests(
            ExecutorConfig config,
            AskForJobs question,
            PackagingApi salesforce,
            KnownPackages packages,
            ApiBudget budget,
            PushRequests requests,
            PushIntents intents,
            OverdueIntents overdue,
            ResultReports reports,
            RequestStore store,
            StepListener listener,
            Clock clock) {
        this.config = config;
        this.patience = config.polling().patience();
        this.question = question;
        this.salesforce = salesforce;
        this.packages = packages;
        this.budget = budget;
        this.requests = requests;
        this.intents = intents;
        this.overdue = overdue;
        this.reports = reports;
        this.store = store;
        this.listener = listener;
        this.clock = clock;
    }

    /** Polls the requests that are due, within a bound, and says whether more may be. */
    boolean pollDue() {
        return poll(requests.claimFollowable(config.polling().requestsPerQuery()), Phase.IN_TIME);
    }

    /** Looks for late answers where that is due, within a bound, and says whether more may be. */
    boolean pollOverdue() {
        return poll(requests.claimOverdue(config.polling().requestsPerQuery()), Phase.LATE);
    }

    private boolean poll(List<Claim> claimed, Phase phase) {
        var claims = ownedOrGivenBack(claimed);
        var now = clock.instant();
        Predicate<Claim> whole = claim -> comparesAll(claim, phase, now);
        ask(claims.stream().filter(whole).toList(), phase, true);
        ask(claims.stream().filter(whole.negate()).toList(), phase, false);
        return claimed.size() == config.polling().requestsPerQuery();
    }

    /** A wrong org has none of the jobs, and nothing may be made of that. Each package is asked for once. */
    private List<Claim> ownedOrGivenBack(List<Claim> claims) {
        var packageIds =
                claims.stream().map(claim -> claim.request().plan().packageId()).collect(Collectors.toSet());
        var troubles = new HashMap<String, String>();
        for (var packageId : packageIds) {
            try {
                packages.nameOf(packageId);
            } catch (PackagingException e) {
                troubles.put(packageId, e.sentence());
            }
        }
        var owned = new ArrayList<Claim>();
        for (var claim : claims) {
            var trouble = troubles.get(claim.request().plan().packageId());
            if (trouble == null) {
                owned.add(claim);
            } else {
                giveBack(claim, trouble);
            }
        }
        return owned;
    }

    /** Also right before a wait is given up: nobody is reported as timed out whom a whole look would have found ended. */
    private boolean comparesAll(Claim claim, Phase phase, Instant now) {
        var following = claim.following();
        var interval = switch (phase) {
            case IN_TIME -> config.polling().fullComparison().multipliedBy(budget.pollingFactor());
            case LATE -> config.polling().lateComparison().multipliedBy(budget.pollingFactor());
        };
        return following.seen().isEmpty()
                || following
                        .comparedAt()
                        .filter(at -> at.plus(interval).isAfter(now))
                        .isEmpty()
                || patience.overAt(activated(claim), now);
    }

    private void ask(List<Claim> claims, Phase phase, boolean whole) {
        if (claims.isEmpty()) {
            return;
        }
        var round = new PollRound(claims, phase, whole);
        try {
            question.ask(round, page -> take(round, page));
        } catch (PackagingException e) {
            LOG.warnf(
                    "polling %d push requests failed (%s): %s",
                    claims.size(), e.failure().tag(), e.sentence());
            claims.forEach(claim -> giveBack(claim, e.sentence()));
            return;
        }
        var open = QuarkusTransaction.requiringNew()
                .call(() -> intents.withOpenCommands(claims.stream()
                        .map(claim -> claim.request().plan().id())
                        .toList()));
        for (var claim : claims) {
            var id = claim.request().plan().id();
            round.trouble(id)
                    .ifPresentOrElse(
                            trouble -> giveBack(claim, trouble), () -> settleAlone(claim, round, open.contains(id)));
        }
    }

    private void settleAlone(Claim claim, PollRound round, boolean open) {
        try {
            settle(claim, round, open);
        } catch (LeaseLostException e) {
            LOG.infof("a poll came too late: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "push request %s cannot be settled",
                    claim.request().plan().id());
            giveBack(claim, "it cannot be settled: " + e.getMessage());
        }
    }

    /** One page of jobs: errors of what failed are read first, then everything is stored at once. */
    private void take(PollRound round, List<PushJob> page) {
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
            tell(round, progress);
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
            tell(round, progress);
        } catch (PackagingException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "what Salesforce says of push request %s cannot be stored", requestId);
            round.broken(requestId, "what Salesforce says of its jobs cannot be stored: " + e.getMessage());
        }
    }

    /** Stores what is new of some jobs, and says it, at once. */
    private void tell(PollRound round, List<JobProgress> progress) {
        var news = QuarkusTransaction.requiringNew().call(() -> intents.whatIsNew(progress));
        if (news.isEmpty()) {
            return;
        }
        var failedJobs = news.stream()
                .filter(entry -> entry.state() == IntentState.FAILED)
                .map(JobProgress::jobId)
                .toList();
        var errors = failedJobs.isEmpty() ? Map.<String, List<PushError>>of() : salesforce.errorsOf(failedJobs);
        QuarkusTransaction.requiringNew().run(() -> {
            for (var state :
                    Set.of(IntentState.STARTED, IntentState.SUCCEEDED, IntentState.FAILED, IntentState.CANCELLED)) {
                var told = news.stream().filter(entry -> entry.state() == state).toList();
                if (!told.isEmpty()) {
                    switch (round.phase()) {
                        case IN_TIME -> report(state, intents.progressed(told), errors);
                        case LATE -> reportLate(state, overdue.answered(told), errors);
                    }
                }
            }
            round.claims(news).forEach(claim -> listener.storing(claim.request()));
        });
        round.changed(news);
    }

    private void report(IntentState state, List<IntentRow> changed, Map<String, List<PushError>> errors) {
        switch (state) {
            case STARTED -> reports.started(changed);
            case SUCCEEDED -> reports.succeeded(changed);
            case FAILED -> reports.failed(changed, row -> failure(row, errors));
            case CANCELLED -> reports.cancelled(changed, CancelReason.CANCELLED_IN_SALESFORCE.sentence());
            case WAITING, ASSIGNED, SCHEDULED, OVERDUE, SKIPPED ->
                throw new IllegalStateException("no job leads to " + state);
        }
    }

    private void reportLate(IntentState state, List<IntentRow> changed, Map<String, List<PushError>> errors) {
        switch (state) {
            case SUCCEEDED -> reports.succeededLate(changed);
            case FAILED -> reports.failedLate(changed, row -> failure(row, errors));
            case CANCELLED -> reports.cancelledLate(changed);
            case STARTED -> {}
            case WAITING, ASSIGNED, SCHEDULED, OVERDUE, SKIPPED ->
                throw new IllegalStateException("no late answer leads to " + state);
        }
    }

    private static Failure failure(IntentRow row, Map<String, List<PushError>> errors) {
        return ErrorPolicy.ofJob(row.jobId().map(errors::get).orElse(List.of()));
    }

    /** Finished, overdue, given up, or to be polled again after a wait that grows while nothing changes. */
    private void settle(Claim claim, PollRound round, boolean open) {
        var request = activated(claim);
        var id = request.plan().id();
        switch (patience.verdict(request, open, round.whole(), clock.instant())) {
            case DONE -> store.store(claim, request.finished());
            case WAIT -> pollAgain(claim, round);
            case OVERDUE -> {
                var late = request.overdue(clock.instant());
                var timedOut = ErrorPolicy.ofTimeout(config.polling().jobTimeout());
                var stored = store.store(claim, late, () -> reports.failed(overdue.begin(id), _ -> timedOut));
                pollAgain(stored, round);
            }
            case GIVE_UP ->
                store.store(claim, request.finished(), () -> {
                    int orgs = overdue.giveUp(id);
                    reports.givenUp(orgs);
                    LOG.warnf("Salesforce never ended the jobs of %d orgs of push request %s", orgs, id);
                });
        }
    }

    private void pollAgain(Claim claim, PollRound round) {
        var request = activated(claim);
        var following = new Following(
                seen(claim, round.seenUntil(claim), clock.instant()),
                round.whole() ? Optional.of(clock.instant()) : claim.following().comparedAt(),
                nextWait(claim, round.hasChanged(request.plan().id())));
        var waitsFor = request.overdueSince()
                .map(_ -> "late answers are taken until " + patience.until(request))
                .orElse(null);
        QuarkusTransaction.requiringNew().run(() -> requests.followed(claim, following, waitsFor));
    }

    private Optional<SeenChanges> seen(Claim claim, Optional<Instant> newest, Instant now) {
        return claim.following()
                .seen()
                .map(seen -> seen.readAgain(
                        newest.orElse(seen.until()), now, config.polling().overlap()))
                .or(() -> newest.map(instant -> SeenChanges.first(instant, now)));
    }

    /** The less is left of the API budget, the longer the waits: pushing shall not suffer from watching. */
    private Duration nextWait(Claim claim, boolean changed) {
        if (activated(claim).overdueSince().isPresent()) {
            return config.polling().lateInterval().multipliedBy(budget.pollingFactor());
        }
        var shortest = config.polling().minInterval().multipliedBy(budget.pollingFactor());
        var longest = config.polling().maxInterval().multipliedBy(budget.pollingFactor());
        var doubled = claim.following().pollWait().multipliedBy(2);
        if (changed || doubled.compareTo(shortest) < 0) {
            return shortest;
        }
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    private void giveBack(Claim claim, String reason) {
        try {
            var wait = new Backoff(config.retryFirst(), config.retryLongest()).after(claim.failures() + 1);
            requests.postpone(claim, wait, reason, claim.failures() + 1);
        } catch (LeaseLostException e) {
            LOG.infof("a poll came too late: %s", e.getMessage());
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
