package io.pushwave.executor.request;

import io.pushwave.contracts.CampaignControl;
import io.pushwave.executor.control.Control;
import io.pushwave.executor.request.NextStep.Become;
import io.pushwave.executor.request.NextStep.Hold;
import io.pushwave.executor.request.PushRequest.Activated;
import io.pushwave.executor.request.PushRequest.Activating;
import io.pushwave.executor.request.PushRequest.Cancelled;
import io.pushwave.executor.request.PushRequest.Cancelling;
import io.pushwave.executor.request.PushRequest.Created;
import io.pushwave.executor.request.PushRequest.Creating;
import io.pushwave.executor.request.PushRequest.Existing;
import io.pushwave.executor.request.PushRequest.Filled;
import io.pushwave.executor.request.PushRequest.Filling;
import io.pushwave.executor.request.PushRequest.Finished;
import io.pushwave.executor.request.PushRequest.Formed;
import io.pushwave.executor.request.PushRequest.Verified;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides how a push request goes on: values in, values out. */
public final class PushRequestLife {
    /** Why nothing new is begun while a brake might lie unread. */
    public static final String CONTROLS_UNREAD = "the campaigns' controls have not been read up to now";

    /** Why nothing new is begun after a control that could not be read. */
    public static final String CONTROL_UNREADABLE =
            "a word about the campaign came that cannot be read, and may be a brake: GET /api/held-controls";

    private PushRequestLife() {}

    /**
     * The next step of a request.
     *
     * @param control the newest control of its campaign; empty as long as none came, and then nothing may be pushed
     * @param inDoubt whether a call that the state announces may have been made without its outcome being stored: true for
     *     every state that was found stored, false for a state that the caller itself has just stored
     */
    public static NextStep decide(PushRequest request, Optional<Control> control, Instant now, boolean inDoubt) {
        return switch (request) {
            case Formed formed ->
                takeBack(formed.plan(), control, now)
                        .map(reason -> become(formed.cancelled(reason)))
                        .or(() -> hold(control))
                        .orElseGet(() -> become(formed.creating()));
            case Creating creating -> creating(creating, control, now, inDoubt);
            case Created created -> unlessBraked(created, control, now, become(created.filling()));
            case Filling filling -> unlessBraked(filling, control, now, new NextStep.AddJobs(filling, inDoubt));
            case Filled filled -> unlessBraked(filled, control, now, new NextStep.VerifyJobs(filled));
            case Verified verified -> verified(verified, control, now, inDoubt);
            case Activating activating ->
                inDoubt ? new NextStep.ReadActivation(activating) : new NextStep.Activate(activating);
            case Activated activated ->
                aborted(control) && activated.cancellable()
                        ? become(activated.cancelling(CancelReason.CAMPAIGN_ABORTED))
                        : new NextStep.Follow(activated);
            case Cancelling cancelling ->
                inDoubt ? new NextStep.ReadCancellation(cancelling) : new NextStep.Cancel(cancelling);
            case Cancelled _, Finished _ -> new NextStep.Nothing();
        };
    }

    /**
     * What a creation in doubt turns out to be.
     *
     * @param found requests in Salesforce with its version, its start second and the status Created, any order
     * @return the adopted request, or the same state, which may then be created
     */
    public static PushRequest adopt(Creating creating, List<String> found) {
        return found.stream()
                .sorted()
                .findFirst()
                .<PushRequest>map(id -> creating.withoutAnswer().created(id))
                .orElseGet(creating::withoutAnswer);
    }

    /** What an activation in doubt turns out to be, by the status that Salesforce has. */
    public static PushRequest activation(Activating activating, JobStatus status, Instant now) {
        return switch (status) {
            case CREATED -> activating.notActivated();
            case CANCELED -> activating.foundCancelled();
            case PENDING, IN_PROGRESS, SUCCEEDED, FAILED -> activating.activated(now);
        };
    }

    /** What a cancellation in doubt turns out to be; the same state if it is still to be made. */
    public static PushRequest cancellation(Cancelling cancelling, JobStatus status, Instant now) {
        return switch (status) {
            case CREATED, PENDING -> cancelling;
            case CANCELED -> cancelling.cancelled();
            case IN_PROGRESS, SUCCEEDED, FAILED -> cancelling.hadBegun(now);
        };
    }

    /** How a filled request goes on once its jobs were compared. */
    public static PushRequest verification(Filled filled, JobComparison comparison) {
        if (!comparison.surplus().isEmpty()) {
            return filled.cancelling(CancelReason.JOBS_DIFFER);
        }
        if (!comparison.missing().isEmpty()) {
            return filled.jobsMissing();
        }
        return comparison.agreed() == 0 ? filled.cancelling(CancelReason.ALL_ORGS_REFUSED) : filled.verified();
    }

    private static NextStep creating(Creating creating, Optional<Control> control, Instant now, boolean inDoubt) {
        var reason = takeBack(creating.plan(), control, now);
        if (reason.isPresent()) {
            return inDoubt ? new NextStep.LookForRequest(creating) : become(creating.cancelled(reason.get()));
        }
        return hold(control)
                .orElseGet(
                        () -> inDoubt ? new NextStep.LookForRequest(creating) : new NextStep.CreateRequest(creating));
    }

    /**
     * While an activation without an answer may still arrive, holding is not enough: whoever sent it may have slept since, and
     * would activate a halted campaign. A cancelled request refuses it; its orgs wait for another one.
     *
     * <p>What was compared some time ago is compared again: jobs may have been added since, by people or by a call that was on
     * its way for long.
     */
    private static NextStep verified(Verified verified, Optional<Control> control, Instant now, boolean inDoubt) {
        var state = control.map(Control::binding).orElse(CampaignControl.State.HALTED);
        if (verified.request().activationPossible() && state == CampaignControl.State.HALTED) {
            return become(verified.cancelling(CancelReason.HALTED_IN_DOUBT));
        }
        return unlessBraked(
                verified,
                control,
                now,
                inDoubt ? become(verified.toBeComparedAgain()) : new NextStep.PassBrake(verified));
    }

    /** What is not to be pushed any more is taken back under a halt as well. */
    private static NextStep unlessBraked(Existing request, Optional<Control> control, Instant now, NextStep otherwise) {
        return takeBack(request.plan(), control, now)
                .map(reason -> become(request.cancelling(reason)))
                .or(() -> hold(control))
                .orElse(otherwise);
    }

    private static NextStep become(PushRequest next) {
        return new Become(next);
    }

    /** Why nothing may be done for now. */
    private static Optional<NextStep> hold(Optional<Control> control) {
        if (control.isEmpty()) {
            return Optional.of(new Hold("no word about the campaign has come yet"));
        }
        return switch (control.get().state()) {
            case HALTED -> Optional.of(new Hold("the campaign is halted"));
            case RUNNING -> holdThoughRunning(control.get());
            // Final controls: no newer one can take them back.
            case ABORTED, ENDED -> Optional.empty();
        };
    }

    /** A control beside it may be the one that counts: one that nobody can read, or one that lies unread. */
    private static Optional<NextStep> holdThoughRunning(Control control) {
        if (control.held()) {
            return Optional.of(new Hold(CONTROL_UNREADABLE));
        }
        return control.certain() ? Optional.empty() : Optional.of(new NextStep.LeaveToOthers(CONTROLS_UNREAD));
    }

    private static Optional<CancelReason> takeBack(RequestPlan plan, Optional<Control> control, Instant now) {
        var state = control.map(Control::state).orElse(CampaignControl.State.HALTED);
        return switch (state) {
            case ABORTED -> Optional.of(CancelReason.CAMPAIGN_ABORTED);
            case ENDED -> Optional.of(CancelReason.CAMPAIGN_ENDED);
            case RUNNING, HALTED -> plan.lateAt(now) ? Optional.of(CancelReason.TIME_PASSED) : Optional.empty();
        };
    }

    private static boolean aborted(Optional<Control> control) {
        return control.map(Control::state)
                .filter(CampaignControl.State.ABORTED::equals)
                .isPresent();
    }
}
