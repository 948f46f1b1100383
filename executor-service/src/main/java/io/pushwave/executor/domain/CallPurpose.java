package io.pushwave.executor.domain;

/** What calls of the packaging API are made for; what matters more may go further into the budget. */
public enum CallPurpose {
    /** Creating, filling, checking, activating, cancelling. */
    PUSHING,
    /** Reading the jobs of active requests. */
    FOLLOWING,
    /** Reading subscribers and versions. */
    INVENTORY
}
