package io.pushwave.executor.domain;

/** What calls of the packaging API are made for; what matters more may go further into the budget. */
public enum CallPurpose {
    /** Creating, filling, checking, activating. */
    PUSHING,
    /** Reading what became of requests and their jobs, and cancelling. */
    FOLLOWING,
    /** Reading subscribers and versions. */
    INVENTORY
}
