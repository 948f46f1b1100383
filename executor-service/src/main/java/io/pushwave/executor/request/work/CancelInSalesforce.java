package io.pushwave.executor.request.work;

import io.pushwave.executor.request.JobStatus;
import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.PushRequestLife;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Takes a push request back. */
@ApplicationScoped
class CancelInSalesforce {
    private final PackagingApi salesforce;
    private final RequestStore store;
    private final StepListener listener;
    private final Clock clock;

    CancelInSalesforce(PackagingApi salesforce, RequestStore store, StepListener listener, Clock clock) {
        this.salesforce = salesforce;
        this.store = store;
        this.listener = listener;
        this.clock = clock;
    }

    Claim cancel(Claim claim, NextStep.Cancel step) {
        var request = step.request();
        try {
            listener.calling(step);
            salesforce.cancel(request.request().id());
            listener.called(step);
            return store.store(claim, request.cancelled());
        } catch (PackagingException e) {
            if (e.failure() != ApiFailure.REJECTED) {
                throw e;
            }
            var status = status(request.request().id());
            var next = PushRequestLife.cancellation(request, status, clock.instant());
            if (next.equals(request)) {
                throw new PackagingException(ApiFailure.BUG, e.errorCode(), e.sentence(), e);
            }
            return store.store(claim, next);
        }
    }

    /** A cancellation without an answer may have worked. */
    Claim readCancellation(Claim claim, NextStep.ReadCancellation read) {
        var status = status(read.request().request().id());
        return store.store(claim, PushRequestLife.cancellation(read.request(), status, clock.instant()));
    }

    private JobStatus status(String salesforceId) {
        return salesforce
                .statusOf(salesforceId)
                .orElseThrow(() -> new PackagingException(
                        ApiFailure.BUG, "", "Salesforce has no push request " + salesforceId + " any more"));
    }
}
