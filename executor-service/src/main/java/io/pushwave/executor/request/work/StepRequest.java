package io.pushwave.executor.request.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pushwave.executor.ExecutorConfig;
import io.pushwave.executor.control.postgres.CampaignControls;
import io.pushwave.executor.postgres.LeaseLostException;
import io.pushwave.executor.request.NextStep;
import io.pushwave.executor.request.PushRequestLife;
import io.pushwave.executor.request.postgres.Claim;
import io.pushwave.executor.request.postgres.PushRequests;
import io.pushwave.executor.salesforce.PackagingException;
import io.pushwave.messaging.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Takes one claimed push request as far as it goes: decide, store, call, store. */
@ApplicationScoped
class StepRequest {
    static final String STEPS = "pushwave.executor.steps";

    private static final Logger LOG = Logger.getLogger(StepRequest.class);

    /** A life has about ten steps; what needs many more goes round in a circle, and pauses. */
    private static final int STEPS_MAXIMUM = 40;

    private final ExecutorConfig config;
    private final CampaignControls controls;
    private final PushRequests requests;
    private final TakeStep steps;
    private final MeterRegistry metrics;
    private final Clock clock;

    StepRequest(
            ExecutorConfig config,
            CampaignControls controls,
            PushRequests requests,
            TakeStep steps,
            MeterRegistry metrics,
            Clock clock) {
        this.config = config;
        this.controls = controls;
        this.requests = requests;
        this.steps = steps;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Steps until the request ends, is active, or has to wait; never throws for what Salesforce or the database does. */
    void run(Claim claimed) {
        var claim = claimed;
        boolean inDoubt = true;
        try {
            for (int taken = 0; taken < STEPS_MAXIMUM; taken++) {
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
            var next = steps.take(claim, step);
            outcome = "done";
            return next;
        } finally {
            timer.stop(metrics.timer(STEPS, "step", step.getClass().getSimpleName(), "outcome", outcome));
        }
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
