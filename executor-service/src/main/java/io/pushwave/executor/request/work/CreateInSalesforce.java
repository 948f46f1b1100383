package io.pushwave.executor.request.work;

import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.request.CancelReason;
import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PackagingApi;
import io.pushwave.executor.request.PushRequest;
import io.pushwave.executor.request.PushRequestLife;
import io.pushwave.executor.request.RequestPlan;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.result.ErrorPolicy;
import io.pushwave.executor.salesforce.ApiFailure;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.executor.salesforce.api.KnownPackages;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The steps of a push request until it exists in Salesforce. */
@ApplicationScoped
class CreateInSalesforce {
    private final ExecutorConfig config;
    private final PackagingApi salesforce;
    private final KnownPackages packages;
    private final RequestStore store;
    private final StepListener listener;
    private final Clock clock;

    CreateInSalesforce(
            ExecutorConfig config,
            PackagingApi salesforce,
            KnownPackages packages,
            RequestStore store,
            StepListener listener,
            Clock clock) {
        this.config = config;
        this.salesforce = salesforce;
        this.packages = packages;
        this.store = store;
        this.listener = listener;
        this.clock = clock;
    }

    /** Nothing is created for a version that cannot be pushed. */
    Claim begin(Claim claim, PushRequest.Creating next) {
        var plan = next.plan();
        var refusal = refusal(plan);
        return refusal.isEmpty()
                ? store.store(claim, next)
                : store.store(
                        claim, next.cancelled(CancelReason.REQUEST_REFUSED), () -> store.failAll(next, refusal.get()));
    }

    /** Somebody may mend the login of a wrong org; not for ever. */
    private Optional<Failure> refusal(RequestPlan plan) {
        try {
            return packages.refusal(plan.packageId(), plan.packageVersionId());
        } catch (PackagingException e) {
            var patience = plan.scheduledStart().plus(config.request().wrongOrgPatience());
            if (e.failure() != ApiFailure.WRONG_ORG || clock.instant().isBefore(patience)) {
                throw e;
            }
            return Optional.of(ErrorPolicy.ofUnpushableVersion(e.sentence()));
        }
    }

    Claim create(Claim claim, NextStep.CreateRequest step) {
        var request = step.request();
        try {
            listener.calling(step);
            var id = salesforce.createPushRequest(
                    request.plan().packageVersionId(), request.plan().scheduledStart());
            listener.called(step);
            return store.store(claim, request.created(id));
        } catch (PackagingException e) {
            if (e.failure() == ApiFailure.REJECTED) {
                // A wrong org refuses everything; if there was a login to one meanwhile, this throws.
                packages.nameOf(request.plan().packageId());
                return store.store(
                        claim,
                        request.cancelled(CancelReason.REQUEST_REFUSED),
                        () -> store.failAll(request, ErrorPolicy.ofRefusedRequest(e.errorCode(), e.sentence())));
            }
            if (e.failure() == ApiFailure.UNKNOWN_OUTCOME) {
                // From now on there may be two of it; the failure is handled as any other.
                store.store(claim, request.withoutAnswer());
            }
            throw e;
        }
    }

    /** A creation without an answer may have worked. */
    Claim lookFor(Claim claim, NextStep.LookForRequest look) {
        var plan = look.request().plan();
        var found = salesforce.findCreatedRequests(plan.packageVersionId(), plan.scheduledStart());
        return store.store(claim, PushRequestLife.adopt(look.request(), found));
    }
}
