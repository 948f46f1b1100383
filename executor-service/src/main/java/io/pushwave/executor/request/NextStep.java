package io.pushwave.executor.request;

/** What is to be done next with a push request. */
public sealed interface NextStep {

    /** Something is done, and another step follows. */
    sealed interface Action extends NextStep {}

    /** The request is left alone, for now or for good. */
    sealed interface Rest extends NextStep {}

    /** Store another state; no call. */
    record Become(PushRequest next) implements Action {}

    /** Nothing may be done now, for this reason; look again later. */
    record Hold(String reason) implements Rest {}

    /** This instance might not have read a brake, and may do nothing now; others may, at once. */
    record LeaveToOthers(String reason) implements Rest {}

    /** Create it in Salesforce; no creation is in doubt. */
    record CreateRequest(PushRequest.Creating request) implements Action {}

    /** A creation may have worked: look for it by its start second. */
    record LookForRequest(PushRequest.Creating request) implements Action {}

    /**
     * Give every org without an answer its job.
     *
     * @param inDoubt whether some may have one that we do not know: read them first
     */
    record AddJobs(PushRequest.Filling request, boolean inDoubt) implements Action {}

    /** Compare the jobs in Salesforce with the intended ones, and cancel twins. */
    record VerifyJobs(PushRequest.Filled request) implements Action {}

    /** Look at the brake and, in the same transaction, store that activation begins. */
    record PassBrake(PushRequest.Verified request) implements Action {}

    /** Activate it in Salesforce. */
    record Activate(PushRequest.Activating request) implements Action {}

    /** An activation may have worked: read the request's status. */
    record ReadActivation(PushRequest.Activating request) implements Action {}

    /** Cancel it in Salesforce. */
    record Cancel(PushRequest.Cancelling request) implements Action {}

    /** A cancellation may have worked: read the request's status. */
    record ReadCancellation(PushRequest.Cancelling request) implements Action {}

    /** Poll its jobs. */
    record Follow(PushRequest.Activated request) implements Rest {}

    /** Its life is over. */
    record Nothing() implements Rest {}
}
