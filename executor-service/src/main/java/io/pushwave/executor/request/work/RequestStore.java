package io.pushwave.executor.request.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.command.postgres.OverdueIntents;
import io.pushwave.executor.command.postgres.PushIntents;
import io.pushwave.executor.request.CancelReason;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.PushRequest.Activated;
import io.pushwave.executor.request.PushRequest.Cancelled;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.result.ErrorPolicy;
import io.pushwave.executor.result.work.ResultReports;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Stores a request's next state together with what that state means for its orgs, and their results: one transaction. */
@ApplicationScoped
public class RequestStore {
    public static final String TRANSITIONS = "pushwave.executor.request.states";
    public static final String ACTIVATION = "pushwave.executor.activation";

    private static final Logger LOG = Logger.getLogger(RequestStore.class);

    private final PushRequests requests;
    private final PushIntents intents;
    private final OverdueIntents overdue;
    private final ResultReports reports;
    private final StepListener listener;
    private final MeterRegistry metrics;

    RequestStore(
            PushRequests requests,
            PushIntents intents,
            OverdueIntents overdue,
            ResultReports reports,
            StepListener listener,
            MeterRegistry metrics) {
        this.requests = requests;
        this.intents = intents;
        this.overdue = overdue;
        this.reports = reports;
        this.listener = listener;
        this.metrics = metrics;
    }

    /** Stores the next state. */
    public Claim store(Claim claim, PushRequest next) {
        return store(claim, next, () -> {});
    }

    /** Stores the next state; {@code alongside} is done first, in the same transaction. */
    public Claim store(Claim claim, PushRequest next, Runnable alongside) {
        var stored = QuarkusTransaction.requiringNew().call(() -> {
            var kept = requests.store(claim, next);
            alongside.run();
            settleOrgs(next);
            listener.storing(next);
            return kept;
        });
        if (!next.getClass().equals(claim.request().getClass())) {
            measure(next);
        }
        LOG.debugf("push request %s is %s", next.plan().id(), next.getClass().getSimpleName());
        listener.stored(next);
        return stored;
    }

    /** Counts a state that was reached; one that is stored again, as an activated request that is overdue now, was not. */
    private void measure(PushRequest reached) {
        metrics.counter(TRANSITIONS, "state", reached.getClass().getSimpleName())
                .increment();
        if (reached instanceof Activated activated && activated.cancellable()) {
            timeActivation(activated);
        }
    }

    /** From the first command of the request, as it came in, to the activation of its job. */
    private void timeActivation(Activated activated) {
        QuarkusTransaction.requiringNew()
                .call(() -> intents.firstStored(activated.plan().id()))
                .ifPresent(stored -> metrics.timer(ACTIVATION).record(Duration.between(stored, activated.at())));
    }

    /** Ends every open command of a request as failed; in the caller's transaction. */
    void failAll(PushRequest request, Failure failure) {
        reports.failed(intents.endAll(request.plan().id(), IntentState.FAILED), _ -> failure);
    }

    private void settleOrgs(PushRequest next) {
        switch (next) {
            case Activated activated ->
                reports.scheduled(
                        intents.scheduled(activated.plan().id()),
                        activated.request().id(),
                        activated.plan().scheduledStart());
            case Cancelled cancelled -> settleCancelled(cancelled);
            case PushRequest.Formed _,
                    PushRequest.Creating _,
                    PushRequest.Created _,
                    PushRequest.Filling _,
                    PushRequest.Filled _,
                    PushRequest.Verified _,
                    PushRequest.Activating _,
                    PushRequest.Cancelling _,
                    PushRequest.Finished _ -> {}
        }
    }

    private void settleCancelled(Cancelled cancelled) {
        var id = cancelled.plan().id();
        CancelReason reason = cancelled.reason();
        switch (reason) {
            case CAMPAIGN_ABORTED, CAMPAIGN_ENDED, CANCELLED_IN_SALESFORCE -> {
                reports.cancelled(intents.endAll(id, IntentState.CANCELLED), reason.sentence());
                reports.cancelledLate(overdue.answeredAll(id, IntentState.CANCELLED));
            }
            case TIME_PASSED -> reports.skipped(intents.endAll(id, IntentState.SKIPPED), reason.sentence());
            case JOBS_DIFFER, HALTED_IN_DOUBT -> intents.release(id);
            case REQUEST_REFUSED, ALL_ORGS_REFUSED ->
                failAll(cancelled, ErrorPolicy.ofRefusedRequest("", reason.sentence()));
        }
    }
}
