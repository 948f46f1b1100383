package io.pushwave.executor.request.work;

import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.control.postgres.CampaignControls;
import io.pushwave.executor.request.CancelReason;
import io.pushwave.executor.request.JobStatus;
import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.PushRequestLife;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.result.ErrorPolicy;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Looks at the brake and activates a push request. */
@ApplicationScoped
class ActivateInSalesforce {
    private final ExecutorConfig config;
    private final PackagingApi salesforce;
    private final CampaignControls controls;
    private final PushRequests requests;
    private final RequestStore store;
    private final StepListener listener;
    private final Clock clock;

    ActivateInSalesforce(
            ExecutorConfig config,
            PackagingApi salesforce,
            CampaignControls controls,
            PushRequests requests,
            RequestStore store,
            StepListener listener,
            Clock clock) {
        this.config = config;
        this.salesforce = salesforce;
        this.controls = controls;
        this.requests = requests;
        this.store = store;
        this.listener = listener;
        this.clock = clock;
    }

    /** The brake and the activation after it, in one turn among the calls at once. */
    Claim passBrakeInTurn(Claim claim, NextStep.PassBrake pass) {
        return salesforce.inTurn(() -> passBrake(claim, pass));
    }

    Claim activateInTurn(Claim claim, NextStep.Activate activate) {
        return salesforce.inTurn(() ->
                activate(claim, activate, clock.instant().plus(config.request().activationWithin())));
    }

    /** The brake cannot be pulled between the look at it and the storing: it is one transaction with the control held. */
    private Claim passBrake(Claim claim, NextStep.PassBrake step) {
        var plan = step.request().plan();
        var look = clock.instant();
        boolean passed = QuarkusTransaction.requiringNew().call(() -> {
            var control = controls.held(plan.campaignId());
            var decision = PushRequestLife.decide(step.request(), control, clock.instant(), false);
            if (!(decision instanceof NextStep.PassBrake)) {
                return false;
            }
            requests.store(claim, step.request().activating());
            listener.storing(step.request().activating());
            return true;
        });
        if (!passed) {
            return claim;
        }
        var activating = new Claim(step.request().activating(), claim.fence(), 0, claim.following());
        listener.stored(activating.request());
        return activate(
                activating,
                new NextStep.Activate(step.request().activating()),
                look.plus(config.request().activationWithin()));
    }

    private Claim activate(Claim claim, NextStep.Activate step, Instant latest) {
        var request = step.request();
        try {
            listener.calling(step);
            salesforce.activate(request.request().id(), latest);
            listener.called(step);
            return store.store(claim, request.activated(clock.instant()));
        } catch (PackagingException e) {
            if (e.failure() == ApiFailure.THROTTLED || e.failure() == ApiFailure.UNAVAILABLE) {
                // Nothing was done, so nothing has to be read; the failure is handled as any other.
                store.store(claim, request.notSent());
            }
            if (e.failure() != ApiFailure.REJECTED) {
                throw e;
            }
            var status = status(request.request().id());
            if (status != JobStatus.CREATED) {
                return store.store(claim, PushRequestLife.activation(request, status, clock.instant()));
            }
            return store.store(
                    claim,
                    request.cancelling(CancelReason.REQUEST_REFUSED),
                    () -> store.failAll(request, ErrorPolicy.ofRefusedRequest(e.errorCode(), e.sentence())));
        }
    }

    /** An activation without an answer may have worked. */
    Claim readActivation(Claim claim, NextStep.ReadActivation read) {
        var status = status(read.request().request().id());
        return store.store(claim, PushRequestLife.activation(read.request(), status, clock.instant()));
    }

    private JobStatus status(String salesforceId) {
        return salesforce
                .statusOf(salesforceId)
                .orElseThrow(() -> new PackagingException(
                        ApiFailure.BUG, "", "Salesforce has no push request " + salesforceId + " any more"));
    }
}
