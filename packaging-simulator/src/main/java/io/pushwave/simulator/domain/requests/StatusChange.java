package io.pushwave.simulator.domain.requests;

/** What becomes of a client's wish to set {@code PackagePushRequest.Status}. */
public sealed interface StatusChange {

    /** Pending was asked of a created request. */
    record Activate(RequestState.Created from) implements StatusChange {}

    /** Canceled was asked of a request that has not begun. */
    record Cancel(RequestState.Canceled to) implements StatusChange {}

    /** The request has this status already. */
    record Nothing() implements StatusChange {}

    /** Cancelling is allowed from Created and Pending only. */
    record CancelRefused(PushStatus current) implements StatusChange {}

    /** No client may bring this change about. */
    record JumpRefused(PushStatus current, PushStatus wanted) implements StatusChange {}

    /** Decides over a wish; total over all pairs of states. */
    static StatusChange decide(RequestState current, PushStatus wanted) {
        return switch (wanted) {
            case PENDING ->
                switch (current) {
                    case RequestState.Created created -> new Activate(created);
                    case RequestState.Pending _ -> new Nothing();
                    case RequestState.InProgress _,
                            RequestState.Succeeded _,
                            RequestState.Failed _,
                            RequestState.Canceled _ -> new JumpRefused(current.status(), wanted);
                };
            case CANCELED ->
                switch (current) {
                    case RequestState.Created created -> new Cancel(created.cancel());
                    case RequestState.Pending pending -> new Cancel(pending.cancel());
                    case RequestState.InProgress _,
                            RequestState.Succeeded _,
                            RequestState.Failed _,
                            RequestState.Canceled _ -> new CancelRefused(current.status());
                };
            case CREATED ->
                current instanceof RequestState.Created ? new Nothing() : new JumpRefused(current.status(), wanted);
            case IN_PROGRESS, SUCCEEDED, FAILED -> new JumpRefused(current.status(), wanted);
        };
    }
}
