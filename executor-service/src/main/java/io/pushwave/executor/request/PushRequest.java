package io.pushwave.executor.request;

import java.time.Instant;
import java.util.Optional;

/**
 * The life of a push request. A state is stored before the call that it announces, so whoever finds it stored knows which
 * call may have been made, and asks Salesforce what became of it.
 *
 * <pre>
 *  Formed ──▶ Creating ──▶ Created ──▶ Filling ◀──▶ Filled ◀─▶ Verified ◀──▶ Activating ──▶ Activated ──▶ Finished
 *    │           │            │           │           │           │              │           │   ▲
 *    │           │            └───────────┴─────┬─────┴───────────┴──────────────┘───────────┘   │
 *    │           │                              ▼                                                │
 *    │           │                          Cancelling ─────────── (it has begun) ───────────────┘
 *    ▼           ▼                              ▼
 *    └───────────┴────────────────────────▶ Cancelled
 * </pre>
 *
 * <p>Each record has only the transitions that leave it; a transition that is not there does not compile. Immutable.
 */
public sealed interface PushRequest {

    RequestPlan plan();

    /** The request's id in Salesforce, as soon as it is known. */
    default Optional<String> salesforceId() {
        return Optional.empty();
    }

    /** The name of its state. */
    default PushRequestState state() {
        return switch (this) {
            case Formed _ -> PushRequestState.FORMED;
            case Creating _ -> PushRequestState.CREATING;
            case Created _ -> PushRequestState.CREATED;
            case Filling _ -> PushRequestState.FILLING;
            case Filled _ -> PushRequestState.FILLED;
            case Verified _ -> PushRequestState.VERIFIED;
            case Activating _ -> PushRequestState.ACTIVATING;
            case Activated _ -> PushRequestState.ACTIVATED;
            case Cancelling _ -> PushRequestState.CANCELLING;
            case Cancelled _ -> PushRequestState.CANCELLED;
            case Finished _ -> PushRequestState.FINISHED;
        };
    }

    /** Whether nothing more happens to it. */
    default boolean ended() {
        return state().isTerminal();
    }

    /**
     * A request that exists in Salesforce.
     *
     * @param id 0DV…
     * @param twinsPossible whether a creation was not answered, so that more than one may exist for the same start second
     * @param activationPossible whether an activation was not answered, so that it may still arrive: only a cancelled request
     *     is safe from it
     */
    record InSalesforce(String id, boolean twinsPossible, boolean activationPossible) {
        InSalesforce withoutTwins() {
            return new InSalesforce(id, false, activationPossible);
        }

        InSalesforce withActivationUnderWay() {
            return new InSalesforce(id, twinsPossible, true);
        }
    }

    /** Stored with its orgs; no call was made. */
    record Formed(RequestPlan plan) implements PushRequest {
        public Creating creating() {
            return new Creating(plan, false);
        }

        public Cancelled cancelled(CancelReason reason) {
            return new Cancelled(plan, Optional.empty(), reason);
        }
    }

    /**
     * The request is being created; it may exist.
     *
     * @param unanswered whether a creation was begun whose answer never came
     */
    record Creating(RequestPlan plan, boolean unanswered) implements PushRequest {
        public Creating withoutAnswer() {
            return new Creating(plan, true);
        }

        public Created created(String salesforceId) {
            return new Created(plan, new InSalesforce(salesforceId, unanswered, false));
        }

        public Cancelled cancelled(CancelReason reason) {
            return new Cancelled(plan, Optional.empty(), reason);
        }
    }

    /** It exists and has no jobs. */
    record Created(RequestPlan plan, InSalesforce request) implements Existing {
        public Filling filling() {
            return new Filling(plan, request);
        }
    }

    /**
     * Its jobs are being added; any of them may exist.
     *
     * @param bulkJob the bulk job (750…) that may be adding them; no other one is
     */
    record Filling(RequestPlan plan, InSalesforce request, Optional<String> bulkJob) implements Existing {
        public Filling(RequestPlan plan, InSalesforce request) {
            this(plan, request, Optional.empty());
        }

        /** A bulk job exists, which is not closed: it adds nothing before this is stored. */
        public Filling withBulkJob(String id) {
            return new Filling(plan, request, Optional.of(id));
        }

        public Filled filled() {
            return new Filled(plan, request);
        }
    }

    /** Every org has a job or was refused, as far as Salesforce's answers say. */
    record Filled(RequestPlan plan, InSalesforce request) implements Existing {
        public Verified verified() {
            return new Verified(plan, request.withoutTwins());
        }

        public Filling jobsMissing() {
            return new Filling(plan, request);
        }
    }

    /** The jobs in Salesforce are the intended ones, and no twin of the request is left. */
    record Verified(RequestPlan plan, InSalesforce request) implements Existing {
        public Activating activating() {
            return new Activating(plan, request);
        }

        /** It has stood since it was compared, and jobs may have been added. */
        public Filled toBeComparedAgain() {
            return new Filled(plan, request);
        }
    }

    /** The brake was seen released and the request is being activated; it may be active. */
    record Activating(RequestPlan plan, InSalesforce request) implements Existing {
        public Activated activated(Instant at) {
            return new Activated(plan, request, at, true, Optional.empty());
        }

        /** The activation was certainly not sent: the brake is looked at again before the next try. */
        public Verified notSent() {
            return new Verified(plan, request);
        }

        /** Salesforce still has it as created: the brake is looked at again before the next try. */
        public Verified notActivated() {
            return new Verified(plan, request.withActivationUnderWay());
        }

        public Cancelled foundCancelled() {
            return new Cancelled(plan, Optional.of(request.id()), CancelReason.CANCELLED_IN_SALESFORCE);
        }
    }

    /**
     * Salesforce pushes; its jobs are followed.
     *
     * @param cancellable whether an abort is still worth trying: Salesforce cancels only what has not begun
     * @param overdueSince when its open orgs were reported as timed out; only late answers are waited for since
     */
    record Activated(
            RequestPlan plan, InSalesforce request, Instant at, boolean cancellable, Optional<Instant> overdueSince)
            implements Existing {
        public Finished finished() {
            return new Finished(plan, request.id());
        }

        public Activated overdue(Instant now) {
            return new Activated(plan, request, at, cancellable, Optional.of(now));
        }

        @Override
        public Cancelling cancelling(CancelReason reason) {
            return new Cancelling(plan, request, reason, overdueSince);
        }
    }

    /**
     * It is being cancelled; it may be.
     *
     * @param overdueSince as it was when the request was active
     */
    record Cancelling(RequestPlan plan, InSalesforce request, CancelReason reason, Optional<Instant> overdueSince)
            implements PushRequest {
        @Override
        public Optional<String> salesforceId() {
            return Optional.of(request.id());
        }

        public Cancelled cancelled() {
            return new Cancelled(plan, Optional.of(request.id()), reason);
        }

        /** Salesforce had begun before: it is followed to its end. */
        public Activated hadBegun(Instant now) {
            return new Activated(plan, request, now, false, overdueSince);
        }
    }

    /** Nothing of it will be pushed. */
    record Cancelled(RequestPlan plan, Optional<String> salesforceId, CancelReason reason) implements PushRequest {}

    /** Every org of it has its result. */
    record Finished(RequestPlan plan, String requestId) implements PushRequest {
        @Override
        public Optional<String> salesforceId() {
            return Optional.of(requestId);
        }
    }

    /** What exists in Salesforce and is not being taken back: it can be cancelled. */
    sealed interface Existing extends PushRequest {
        InSalesforce request();

        @Override
        default Optional<String> salesforceId() {
            return Optional.of(request().id());
        }

        default Cancelling cancelling(CancelReason reason) {
            return new Cancelling(plan(), request(), reason, Optional.empty());
        }
    }
}
