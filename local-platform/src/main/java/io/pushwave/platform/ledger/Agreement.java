package io.pushwave.platform.ledger;

import java.util.List;

/**
 * What the comparison of the status view with the ledger found.
 *
 * @param orgs orgs that were compared
 * @param mismatched orgs on which the two differ
 * @param mismatches the first of them, at most {@link LedgerComparison#MISMATCHES_KEPT}
 * @param pushJobs jobs for the target version that Salesforce started
 * @param duplicatePushes orgs that were pushed again after they had the version, or twice at once
 * @param firstAttemptFailures orgs whose first started job failed
 * @param healed orgs that have the version although a job of theirs had failed
 */
public record Agreement(
        long orgs,
        long mismatched,
        List<Mismatch> mismatches,
        long pushJobs,
        long duplicatePushes,
        long firstAttemptFailures,
        long healed) {
    public Agreement {
        mismatches = List.copyOf(mismatches);
    }

    public boolean viewMatchesLedger() {
        return mismatched == 0;
    }
}
