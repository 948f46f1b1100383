package io.pushwave.executor.pushing;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.Backoff;
import io.pushwave.executor.domain.CancelReason;
import io.pushwave.executor.domain.ErrorPolicy;
import io.pushwave.executor.domain.IntentState;
import io.pushwave.executor.domain.JobStatus;
import io.pushwave.executor.domain.PackagingApi;
import io.pushwave.executor.domain.PackagingApi.PushJob;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.domain.PushError;
import io.pushwave.executor.domain.PushRequest.Activated;
import io.pushwave.executor.packaging.ApiBudget;
import io.pushwave.executor.postgres.Claim;
import io.pushwave.executor.postgres.Claim.Following;
import io.pushwave.executor.postgres.IntentRow;
import io.pushwave.executor.postgres.JobProgress;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.executor.postgres.PushIntents;
import io.pushwave.executor.postgres.PushRequests;
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
    private final PackagingApi salesforce;
    private final ApiBudget budget;
    private final PushRequests requests;
    private final PushIntents intents;
    private final ResultReports reports;
    private final RequestStore store;
    private final Clock clock;

    FollowRequests(
            ExecutorConfig config,
            PackagingApi salesforce,
            ApiBudget budget,
            PushRequests requests,
            PushIntents intents,
            ResultReports reports,
            RequestStore store,
            Clock clock) {
        this.config = config;
        this.salesforce = salesforce;
        this.budget = budget;
        this.requests = requests;
        this.intents = intents;
        this.reports = reports;
        this.store = store;
        this.clock = clock;
    }

    /** One round: what was seen of each request while it was asked about. */
    private static final class Round {
        private final Map<String, Claim> bySalesforceId;
        private final Map<String, Instant> newest = new HashMap<>();
        private final Map<String, Integer> changes = new HashMap<>();

        Round(List<Claim> claims) {
            bySalesforceId = claims.stream()
                    .collect(
                            Collectors.toMap(claim -> activated(claim).request().id(), claim -> claim));
        }

        void saw(PushJob job) {
            newest.merge(job.requestId(), job.modified(), (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** Polls the requests that are due, within a bound, and says whether more may be. */
    boolean pollDue() {
        var claims = requests.claimFollowable(config.polling().requestsPerQuery());
        if (claims.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        Predicate<Claim> whole = claim -> comparesAll(claim, now);
        poll(claims.stream().filter(whole).toList(), true);
        poll(claims.stream().filter(whole.negate()).toList(), false);
        return claims.size() == config.polling().requestsPerQuery();
    }

    private boolean comparesAll(Claim claim, Instant now) {
        var following = claim.following();
        return following.seenUntil().isEmpty()
                || following
                        .comparedAt()
                        .filter(at -> at.plus(config.polling().fullComparison()).isAfter(now))
                        .isEmpty();
    }

    private void poll(List<Claim> claims, boolean whole) {
        if (claims.isEmpty()) {
            return;
        }
        var round = new Round(claims);
        try {
            salesforce.changedJobs(
                    round.bySalesforceId.keySet(), whole ? Optional.empty() : since(claims), page -> take(round, page));
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
            try {
                settle(claim, round, whole, open);
            } catch (LeaseLostException e) {
                LOG.infof("a poll came too late: %s", e.getMessage());
            }
        }
    }

    private Optional<Instant> since(List<Claim> claims) {
        return claims.stream()
                .flatMap(claim -> claim.following().seenUntil().stream())
                .min(Instant::compareTo)
                .map(seen -> seen.minus(config.polling().overlap()));
    }

    /** One page of jobs: errors of what failed are read first, then everything is stored at once. */
    private void take(Round round, List<PushJob> page) {
        page.forEach(round::saw);
        var progress = new ArrayList<JobProgress>();
        for (var job : page) {
            var claim = round.bySalesforceId.get(job.requestId());
            if (claim != null) {
                stateOf(job.status())
                        .map(state -> new JobProgress(claim.request().plan().id(), job.orgKey(), job.id(), state))
                        .ifPresent(progress::add);
            }
        }
        if (progress.isEmpty()) {
            return;
        }
        var open = QuarkusTransaction.requiringNew().call(() -> intents.stillOpen(progress));
        var failedJobs = open.stream()
                .filter(entry -> entry.state() == IntentState.FAILED)
                .map(JobProgress::jobId)
                .toList();
        var errors = failedJobs.isEmpty() ? Map.<String, List<PushError>>of() : salesforce.errorsOf(failedJobs);
        QuarkusTransaction.requiringNew().run(() -> {
            for (var state :
                    Set.of(IntentState.STARTED, IntentState.SUCCEEDED, IntentState.FAILED, IntentState.CANCELLED)) {
                var changed = intents.progressed(
                        open.stream().filter(entry -> entry.state() == state).toList());
                report(state, changed, errors);
            }
        });
        open.forEach(entry -> round.changes.merge(entry.requestId(), 1, Integer::sum));
    }

    private void report(IntentState state, List<IntentRow> changed, Map<String, List<PushError>> errors) {
        switch (state) {
            case STARTED -> reports.started(changed);
            case SUCCEEDED -> reports.succeeded(changed);
            case FAILED -> reports.failed(changed, row -> failure(row, errors));
            case CANCELLED -> reports.cancelled(changed, CancelReason.CANCELLED_IN_SALESFORCE.sentence());
            case WAITING, ASSIGNED, SCHEDULED, SKIPPED -> throw new IllegalStateException("no job leads to " + state);
        }
    }

    private static Failure failure(IntentRow row, Map<String, List<PushError>> errors) {
        return ErrorPolicy.ofJob(row.jobId().map(errors::get).orElse(List.of()));
    }

    /** Finished, timed out, or to be polled again after a wait that grows while nothing changes. */
    private void settle(Claim claim, Round round, boolean whole, Set<String> open) {
        var request = activated(claim);
        var id = request.plan().id();
        if (!open.contains(id)) {
            store.store(claim, request.finished());
            return;
        }
        var now = clock.instant();
        var allowed = config.polling().jobTimeout();
        if (now.isAfter(request.at().plus(allowed))) {
            store.store(claim, request.finished(), () -> store.failAll(request, ErrorPolicy.ofTimeout(allowed)));
            return;
        }
        var following = new Following(
                Optional.ofNullable(round.newest.get(request.request().id()))
                        .or(() -> claim.following().seenUntil()),
                whole ? Optional.of(now) : claim.following().comparedAt(),
                nextWait(claim, round.changes.containsKey(id)));
        QuarkusTransaction.requiringNew().run(() -> requests.followed(claim, following));
    }

    /** The less is left of the API budget, the longer the waits: pushing shall not suffer from watching. */
    private Duration nextWait(Claim claim, boolean changed) {
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

    private static Activated activated(Claim claim) {
        if (claim.request() instanceof Activated activated) {
            return activated;
        }
        throw new IllegalStateException(
                "push request " + claim.request().plan().id() + " was claimed for polling and is not active");
    }
}
