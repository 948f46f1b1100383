package io.pushwave.simulator.bulk;

import io.pushwave.simulator.domain.SalesforceId;

/** What the two kinds of jobs have in common. Times are milliseconds since the epoch, simulated. */
sealed interface KeptJob permits IngestJob, QueryJob {
    /** Counts the jobs of both kinds, from 0. */
    int number();

    /** 18 characters. */
    default String id() {
        return SalesforceId.longId(SalesforceId.BULK_JOB, number() + 1L);
    }

    long modifiedAt();

    /** Whether nothing more will happen to it. */
    boolean hasEnded();

    /** Bytes of its upload or results. */
    int bytes();
}
