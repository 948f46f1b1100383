package io.pushwave.executor.pushing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pushwave.contracts.OrgKey;
import io.pushwave.contracts.PushResult.Failure;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.domain.ApiFailure;
import io.pushwave.executor.domain.Backoff;
import io.pushwave.executor.domain.CancelReason;
import io.pushwave.executor.domain.ErrorPolicy;
import io.pushwave.executor.domain.JobComparison;
import io.pushwave.executor.domain.JobStatus;
import io.pushwave.executor.domain.NextStep;
import io.pushwave.executor.domain.PackagingApi;
import io.pushwave.executor.domain.PackagingApi.AddedJob;
import io.pushwave.executor.domain.PackagingException;
import io.pushwave.executor.domain.PushRequest;
import io.pushwave.executor.domain.PushRequestLife;
import io.pushwave.executor.domain.RequestPlan;
import io.pushwave.executor.packaging.KnownPackages;
import io.pushwave.executor.postgres.CampaignControls;
import io.pushwave.executor.postgres.Claim;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.executor.postgres.PushIntents;
import io.pushwave.executor.postgres.PushRequests;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Takes one claimed push request as far as it goes: decide, store, call, store. */
@ApplicationScoped
class StepRequest {
    static final String STEPS = "pushwave.executor.steps";

    private static final Logger LOG = Logger.getLogger(StepRequest.class);

    /** A life has about ten steps; what needs many more goes round in a circle, and pauses. */
    private static final int STEPS_MAXIMUM = 40;

    private final ExecutorConfig config;
    private final PackagingApi salesforce;
    private final KnownPackages packages;
    private final CampaignControls controls;
    private final PushRequests requests;
    private final PushIntents intents;
    private final RequestStore store;
    private final AddMissingJobs missingJobs;
    private final StepListener listener;
    private final MeterRegistry metrics;
    private final Clock clock;

    StepRequest(
            ExecutorConfig config,
            PackagingApi salesforce,
            KnownPackages packages,
            CampaignControls controls,
            PushRequests requests,
            PushIntents intents,
            RequestStore store,
            AddMissingJobs missingJobs,
            StepListener listener,
            MeterRegistry metrics,
            Clock clock) {
        this.config = config;
        this.salesforce = salesforce;
        this.packages = packages;
        this.controls = controls;
        this.requests = requests;
        this.intents = intents;
        this.store = store;
        this.missingJobs = missingJobs;
        this.listener = listener;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Steps until the request ends, is active, or has to wait; never throws for what Salesforce or the database does. */
    void run(Claim claimed) {
        var claim = claimed;
        boolean inDoubt = true;
        try {
            for (int steps = 0; steps < STEPS_MAXIMUM; steps++) {
                var control = controls.of(claim.request().plan().campaignId());
                var step = PushRequestLife.decide(claim.request(), control, clock.instant(), inDoubt);
                switch (step) {
                    case NextStep.Rest rest -> {
                        rest(claim, rest);
                        return;
                    }
                    case NextStep.Action action -> claim = timed(claim, action);
                }
                inDoubt = false;
            }
            requests.postpone(claim, config.retryLongest(), "its jobs do not come to rest", claim.failures() + 1);
        } catch (PackagingException e) {
            afterFailure(claim, e);
        } catch (LeaseLostException e) {
            LOG.infof(
                    "push request %s went to another instance: %s",
                    claim.request().plan().id(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "a step of push request %s failed",
                    claim.request().plan().id());
            wait(claim, backoff(claim), "a step failed: " + e.getMessage());
        }
    }

    private void rest(Claim claim, NextStep.Rest rest) {
        switch (rest) {
            case NextStep.Hold(String reason) -> requests.postpone(claim, config.holdRecheck(), reason, 0);
            case NextStep.LeaveToOthers(String reason) -> requests.postpone(claim, Duration.ZERO, reason, 0);
            case NextStep.Follow _ -> requests.postpone(claim, config.polling().minInterval(), null, 0);
            case NextStep.Nothing() -> {}
        }
    }

    /** Takes a step, and measures it with its calls and its storing. */
    private Claim timed(Claim claim, NextStep.Action step) {
        var timer = Timer.start(metrics);
        var outcome = "failed";
        try {
            var next = taken(claim, step);
            outcome = "done";
            return next;
        } finally {
            timer.stop(metrics.timer(STEPS, "step", step.getClass().getSimpleName(), "outcome", outcome));
        }
    }

    private Claim taken(Claim claim, NextStep.Action step) {
        if (!(step instanceof NextStep.Become)) {
            packages.nameOf(claim.request().plan().packageId());
        }
        return switch (step) {
            case NextStep.Become(PushRequest.Creating next) -> begin(claim, next);
            case NextStep.Become(PushRequest next) -> store.store(claim, next);
            case NextStep.CreateRequest create -> create(claim, create);
            case NextStep.LookForRequest look -> {
                var plan = look.request().plan();
                var found = salesforce.findCreatedRequests(plan.packageVersionId(), plan.scheduledStart());
                yield store.store(claim, PushRequestLife.adopt(look.request(), found));
            }
            case NextStep.AddJobs add -> {
                missingJobs.add(claim, add);
                yield store.store(claim, add.request().filled());
            }
            case NextStep.VerifyJobs verify -> verify(claim, verify);
            case NextStep.PassBrake pass -> salesforce.inTurn(() -> passBrake(claim, pass));
            case NextStep.Activate activate ->
                salesforce.inTurn(() -> activate(
                        claim, activate, clock.instant().plus(config.request().activationWithin())));
            case NextStep.ReadActivation read -> {
                var status = status(read.request().request().id());
                yield store.store(claim, PushRequestLife.activation(read.request(), status, clock.instant()));
            }
            case NextStep.Cancel cancel -> cancel(claim, cancel);
            case NextStep.ReadCancellation read -> {
                var status = status(read.request().request().id());
                yield store.store(claim, PushRequestLife.cancellation(read.request(), status, clock.instant()));
            }
        };
    }

    /** Nothing is created for a version that cannot be pushed. */
    private Claim begin(Claim claim, PushRequest.Creating next) {
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

    private Claim create(Claim claim, NextStep.CreateRequest step) {
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

    private Claim verify(Claim claim, NextStep.VerifyJobs step) {
        var filled = step.request();
        var plan = filled.plan();
        if (filled.request().twinsPossible()) {
            salesforce.findCreatedRequests(plan.packageVersionId(), plan.scheduledStart()).stream()
                    .filter(id -> !id.equals(filled.request().id()))
                    .forEach(this::cancelTwin);
        }
        var found = new HashMap<OrgKey, String>();
        salesforce.jobsOf(filled.request().id(), () -> keep(claim)).stream()
                .forEach((AddedJob job) -> found.put(job.orgKey(), job.id()));
        var intended = QuarkusTransaction.requiringNew().call(() -> intents.intended(plan.id()));
        var comparison = JobComparison.of(intended, found.keySet());
        return store.store(claim, PushRequestLife.verification(filled, comparison), () -> {
            intents.recordJobs(plan.id(), found);
            if (!comparison.missing().isEmpty()) {
                intents.forgetJobs(plan.id(), comparison.missing());
            }
        });
    }

    private void keep(Claim claim) {
        QuarkusTransaction.requiringNew().run(() -> requests.keep(claim));
    }

    private void cancelTwin(String id) {
        LOG.warnf("push request %s exists beside the one that was adopted, it is cancelled", id);
        salesforce.cancel(id);
    }

    /** The brake cannot be pulled between the look at it and the storing: it is one transaction with the word held. */
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

    private Claim cancel(Claim claim, NextStep.Cancel step) {
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

    private JobStatus status(String salesforceId) {
        return salesforce
                .statusOf(salesforceId)
                .orElseThrow(() -> new PackagingException(
                        ApiFailure.BUG, "", "Salesforce has no push request " + salesforceId + " any more"));
    }

    private void afterFailure(Claim claim, PackagingException e) {
        var id = claim.request().plan().id();
        switch (e.failure().severity()) {
            case WARNING ->
                LOG.warnf("push request %s waits (%s): %s", id, e.failure().tag(), e.sentence());
            case ERROR ->
                LOG.errorf(e, "push request %s waits (%s)", id, e.failure().tag());
        }
        var wait = switch (e.failure()) {
            case UNKNOWN_OUTCOME -> config.salesforce().settleTime();
            case UNAVAILABLE, THROTTLED, WRONG_ORG -> backoff(claim);
            case REJECTED, BUG -> config.retryLongest();
        };
        wait(claim, wait, e.sentence());
    }

    private void wait(Claim claim, Duration wait, String reason) {
        try {
            requests.postpone(claim, wait, reason, claim.failures() + 1);
        } catch (RuntimeException e) {
            // The lease runs out by itself, then the request is claimed again.
            LOG.warnf(
                    "push request %s cannot be given back: %s",
                    claim.request().plan().id(), e.getMessage());
        }
    }

    private Duration backoff(Claim claim) {
        return new Backoff(config.retryFirst(), config.retryLongest()).after(claim.failures() + 1);
    }
}
