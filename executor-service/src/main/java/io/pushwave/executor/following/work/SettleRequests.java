package io.pushwave.executor.following.work;

import static io.pushwave.executor.following.work.PollRound.activated;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.command.postgres.OverdueIntents;
import io.pushwave.executor.following.JobPatience;
import io.pushwave.executor.following.SeenChanges;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.request.postgres.Claim.Following;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.request.work.RequestStore;
import io.pushwave.executor.result.ErrorPolicy;
import io.pushwave.executor.result.work.ResultReports;
import io.pushwave.messaging.Backoff;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What becomes of a followed request after a poll. */
@ApplicationScoped
class SettleRequests {
    private static final Logger LOG = Logger.getLogger(SettleRequests.class);

    private final ExecutorConfig config;
    private final JobPatience patience;
    private final PollPace pace;
    private final PushRequests requests;
    private final OverdueIntents overdue;
    private final ResultReports reports;
    private final RequestStore store;
    private final Clock clock;

    SettleRequests(
            ExecutorConfig config,
            PollPace pace,
            PushRequests requests,
            OverdueIntents overdue,
            ResultReports reports,
            RequestStore store,
            Clock clock) {
        this.config = config;
        this.patience = config.polling().patience();
        this.pace = pace;
        this.requests = requests;
        this.overdue = overdue;
        this.reports = reports;
        this.store = store;
        this.clock = clock;
    }

    void settleAlone(Claim claim, PollRound round, boolean open) {
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
                pace.nextWait(claim, round.hasChanged(request.plan().id())));
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

    void giveBack(Claim claim, String reason) {
        try {
            var wait = new Backoff(config.retryFirst(), config.retryLongest()).after(claim.failures() + 1);
            requests.postpone(claim, wait, reason, claim.failures() + 1);
        } catch (LeaseLostException e) {
            LOG.infof("a poll came too late: %s", e.getMessage());
        }
    }
}
