package io.pushwave.executor.testing;

/** What goes wrong with a call on its way to Salesforce, at Salesforce, or on the way back. */
public enum Fault {
    /** It has its effect, and its answer is lost. */
    LOSE_ANSWER("\"effect\":\"resetAfterEffect\""),
    /** It is lost itself. */
    LOSE_CALL("\"effect\":\"resetBeforeEffect\""),
    /** 503 with an HTML page, and no effect. */
    UNAVAILABLE_PAGE("\"effect\":\"html\",\"status\":503"),
    /** 200 with an HTML page, and no effect: whoever stands before Salesforce says that it is down. */
    MAINTENANCE_PAGE("\"effect\":\"html\",\"status\":200"),
    /** 401, and no effect; the session is over. */
    SESSION_ENDED("\"effect\":\"unauthorized\""),
    /** 400 QUERY_TIMEOUT. */
    QUERY_TIMEOUT("\"effect\":\"queryTimeout\""),
    /** 400 INVALID_QUERY_LOCATOR: the rest of the pages is gone. */
    LOCATOR_GONE("\"effect\":\"invalidLocator\""),
    /** Every record of a call or bulk batch fails with “Something bad has happened”. */
    SOMETHING_BAD("\"effect\":\"somethingBad\""),
    /** An attempt at a bulk batch times out; Salesforce makes 20 more. */
    BULK_BATCH_TIMEOUT("\"effect\":\"bulkBatchTimeout\""),
    /** 403 REQUEST_LIMIT_EXCEEDED, and no effect. */
    LIMIT_EXCEEDED("\"effect\":\"requestLimit\"");

    private final String effect;

    Fault(String effect) {
        this.effect = effect;
    }

    /** The members of a rule of the simulator that say what it does. */
    String effect() {
        return effect;
    }
}
