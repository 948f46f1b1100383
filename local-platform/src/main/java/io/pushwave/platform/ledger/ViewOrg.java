package io.pushwave.platform.ledger;

import java.util.Optional;

/**
 * One org as the status view has it.
 *
 * @param orgKey 15 characters
 * @param attempt the last attempt that is known; 0 before the first
 * @param pushJobId the job of the last attempt; empty when Salesforce refused it
 * @param failure type and title of the last failure, as shown to people
 */
public record ViewOrg(
        String orgKey, OrgState state, int attempt, Optional<String> pushJobId, Optional<String> failure) {}
