package io.pushwave.planner.strategy;

/**
 * What the orgs of one customer, a production org and its sandboxes, have to do with each other.
 *
 * @param sandboxesFirst whether a production org is pushed only after its customer's sandboxes have succeeded
 * @param onSandboxFailure what becomes of a production org one of whose sandboxes has failed; other customers go on
 */
public record CustomerRule(boolean sandboxesFirst, OnSandboxFailure onSandboxFailure) {
    public static final CustomerRule DEFAULT = new CustomerRule(false, OnSandboxFailure.HOLD);

    /** What becomes of a production org one of whose sandboxes has failed. */
    public enum OnSandboxFailure {
        /** It waits for a person. */
        HOLD,
        /** It is not pushed by this campaign. */
        LEAVE_OUT
    }
}
