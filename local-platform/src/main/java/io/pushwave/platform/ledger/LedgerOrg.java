package io.pushwave.platform.ledger;

import java.util.List;

/**
 * One org as Salesforce has it.
 *
 * @param orgKey 15 characters
 * @param installedVersionId the package version (04t…) that the org has now; empty if it has none
 * @param jobs every push job that was ever made for the org, in the order of their creation
 */
public record LedgerOrg(String orgKey, String installedVersionId, List<LedgerJob> jobs) {
    public LedgerOrg {
        jobs = List.copyOf(jobs);
    }
}
