package io.pushwave.executor.request;

import io.pushwave.contracts.OrgKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The intended jobs of a request beside those that Salesforce has.
 *
 * @param agreed how many are in both
 * @param missing intended, but not in Salesforce
 * @param surplus in Salesforce, but not intended
 */
public record JobComparison(int agreed, Set<OrgKey> missing, Set<OrgKey> surplus) {

    /** Compares the orgs that shall be pushed (the refused ones left out) with those that have a job. */
    public static JobComparison of(Collection<OrgKey> intended, Collection<OrgKey> inSalesforce) {
        var missing = new HashSet<>(intended);
        missing.removeAll(Set.copyOf(inSalesforce));
        var surplus = new HashSet<>(inSalesforce);
        surplus.removeAll(Set.copyOf(intended));
        return new JobComparison(Set.copyOf(intended).size() - missing.size(), missing, surplus);
    }
}
