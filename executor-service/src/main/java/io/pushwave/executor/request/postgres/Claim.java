package io.pushwave.executor.request.postgres;

import io.pushwave.executor.following.SeenChanges;
import io.pushwave.executor.request.PushRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A push request that belongs to this instance for a while.
 *
 * @param fence the number of the claim; storing works only while it is the newest
 * @param failures steps that failed in a row
 */
public record Claim(PushRequest request, long fence, int failures, Following following) {

    /**
     * How far the request's jobs were followed.
     *
     * @param seen how far changes were seen; empty if none was read yet
     * @param comparedAt when all of its jobs were last read, by ours
     * @param pollWait between the last two polls
     */
    public record Following(Optional<SeenChanges> seen, Optional<Instant> comparedAt, Duration pollWait) {}
}
