package io.pushwave.executor.request;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a push request is for; fixed when it is formed.
 *
 * @param id ours, not Salesforce's
 * @param wave counts from 1
 * @param scheduledStart a whole second that no other request of this package version has: the mark by which a request
 *     whose creation was not answered is found again
 * @param notAfter latest moment at which Salesforce may be given leave to start, and latest start
 * @param orgs how many orgs were put into it, at least 1
 */
public record RequestPlan(
        String id,
        String campaignId,
        int wave,
        String packageId,
        String packageVersionId,
        Instant scheduledStart,
        Optional<Instant> notAfter,
        int orgs) {
    public RequestPlan {
        if (!scheduledStart.equals(scheduledStart.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    "scheduledStart " + scheduledStart + " is no whole second: it could not be found again");
        }
        if (orgs < 1) {
            throw new IllegalArgumentException("orgs is " + orgs + ", a request without orgs is never formed");
        }
    }

    /** Whether the last moment has passed, or will have when Salesforce may start: start seconds run ahead of the clock. */
    public boolean lateAt(Instant now) {
        return notAfter.isPresent() && (now.isAfter(notAfter.get()) || scheduledStart.isAfter(notAfter.get()));
    }
}
