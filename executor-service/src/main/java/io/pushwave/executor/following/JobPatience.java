package io.pushwave.executor.following;

import io.pushwave.executor.request.PushRequest.Activated;
import java.time.Duration;
import java.time.Instant;

/**
 * How long the jobs of an active push request are waited for. Salesforce documents no time in which a job ends, and jobs that
 * never end are known (domain page, section 2.4, code).
 *
 * @param inTime from activation, or from the scheduled start if that is later, until open orgs are reported as timed out
 * @param late from then on, until nobody waits for a late answer any more
 */
public record JobPatience(Duration inTime, Duration late) {

    /** How an active request goes on. */
    public enum Verdict {
        /** Every org is answered. */
        DONE,
        /** Some are not, and there is time left. */
        WAIT,
        /** The time is up: the open orgs get their result, and a late answer may still correct it. */
        OVERDUE,
        /** No late answer came either: the orgs are free again. */
        GIVE_UP
    }

    /**
     * Judges after a poll.
     *
     * @param open whether any org is without an answer
     * @param whole whether the poll read all jobs; nothing is given up that was not looked at just before
     */
    public Verdict verdict(Activated request, boolean open, boolean whole, Instant now) {
        if (!open) {
            return Verdict.DONE;
        }
        if (!whole || !overAt(request, now)) {
            return Verdict.WAIT;
        }
        return request.overdueSince().isPresent() ? Verdict.GIVE_UP : Verdict.OVERDUE;
    }

    /** Whether the wait that the request is in is over. */
    public boolean overAt(Activated request, Instant now) {
        return now.isAfter(until(request));
    }

    /** When the wait that the request is in will be over. */
    public Instant until(Activated request) {
        return request.overdueSince()
                .map(since -> since.plus(late))
                .orElseGet(() ->
                        begin(request.at(), request.plan().scheduledStart()).plus(inTime));
    }

    /** When Salesforce may begin, at the earliest. */
    public static Instant begin(Instant activatedAt, Instant scheduledStart) {
        return activatedAt.isAfter(scheduledStart) ? activatedAt : scheduledStart;
    }
}
