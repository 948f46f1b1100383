package io.pushwave.planner.dispatch.pace;

import java.time.Instant;
import java.util.Optional;

/**
 * What a campaign has under way when it is asked how many pushes more it may begin.
 *
 * @param begun orgs with at least one command, at least 0
 * @param ended those of them that have their end
 * @param succeeded those of them that have succeeded
 * @param inFlight orgs whose command has no end yet
 * @param bucket what its rate has left over; empty before the first push
 * @param inFlightOfAll pushes that all campaigns have in flight
 * @param now by the planner's clock
 */
public record Load(
        long begun,
        long ended,
        long succeeded,
        long inFlight,
        Optional<TokenBucket> bucket,
        long inFlightOfAll,
        Instant now) {}
