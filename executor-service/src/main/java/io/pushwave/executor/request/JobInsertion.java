package io.pushwave.executor.request;

/** The ways in which jobs are added to a request. Both end in the same jobs; they cost differently. */
public enum JobInsertion {
    /** {@code composite/sobjects}: a call for every 200 orgs, answered at once. */
    COLLECTIONS,
    /** A job of the Bulk API 2.0: three calls and some looks at it, whatever the number of orgs, and a wait in its queue. */
    BULK;

    /**
     * The cheaper way.
     *
     * @param orgs that have no job yet, 0 or more
     * @param bulkFrom number of orgs from which on a bulk job is worth it
     */
    public static JobInsertion cheapest(int orgs, int bulkFrom) {
        return orgs >= bulkFrom ? BULK : COLLECTIONS;
    }
}
