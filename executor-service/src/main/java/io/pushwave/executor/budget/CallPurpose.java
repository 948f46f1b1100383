package io.pushwave.executor.budget;

/** What calls of the packaging API are made for; what matters more may go further into the budget. */
public enum CallPurpose {
    /** Creating, filling, checking, activating. */
    PUSHING,
    /** Cancelling, and the reads without which it cannot be done. */
    CANCELLING,
    /** Reading what became of requests and their jobs. */
    FOLLOWING,
    /** Reading subscribers and versions. */
    INVENTORY
}
