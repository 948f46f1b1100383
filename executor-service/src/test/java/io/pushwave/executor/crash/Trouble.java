package io.pushwave.executor.crash;

/** What happens to one call of one campaign. */
enum Trouble {
    NONE,
    /** It never arrives, and nobody says so. */
    LOSE_CALL,
    /** It has its effect, and nobody says so. */
    LOSE_ANSWER,
    /** Salesforce refuses it for good. */
    REFUSE,
    /** It arrives twice: the first one was under way for so long that it was looked for in vain. */
    TWICE,
    /** One of the records is answered as added and is not there. */
    PRETEND,
    /** Somebody in Salesforce cancels the request just before. */
    CANCELLED_BEFORE
}
