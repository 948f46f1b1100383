package io.pushwave.executor.request.postgres;

import java.time.Instant;
import java.util.Optional;

/**
 * An open push request as people see it.
 *
 * @param orgs put into it when it was formed
 * @param waitsFor why it does not go on; empty while it does
 */
public record OpenRequest(
        String id,
        Optional<String> salesforceId,
        String state,
        Instant since,
        String campaignId,
        int wave,
        String packageVersionId,
        Instant scheduledStart,
        int orgs,
        Optional<String> waitsFor,
        Instant dueAt) {}
