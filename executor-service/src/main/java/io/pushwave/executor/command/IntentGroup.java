package io.pushwave.executor.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Waiting intents that may share a push request: what a request can have only once must be the same for all of its orgs.
 * The earliest start is no part of it, because an intent is not grouped before its earliest start has come.
 *
 * @param waiting how many there are, or how many were looked at
 * @param since when the first of them was stored
 */
public record IntentGroup(
        String campaignId,
        int wave,
        String packageId,
        String packageVersionId,
        Optional<Instant> notAfter,
        long waiting,
        Instant since) {

    /**
     * Whether a request is formed now: there are enough for a full one, or the first has lingered long enough for a fuller one.
     *
     * @param maximumOrgs of one request
     * @param linger longest wait for a fuller request
     */
    public boolean ripe(int maximumOrgs, Duration linger, Instant now) {
        return waiting >= maximumOrgs || !now.isBefore(since.plus(linger));
    }
}
