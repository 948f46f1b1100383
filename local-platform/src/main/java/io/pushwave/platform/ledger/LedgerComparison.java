package io.pushwave.platform.ledger;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the status view of an ended campaign with the ledger, org by org.
 *
 * <p>Both come as streams in the order of their org keys and are merged, so that a million orgs need no memory.
 */
public final class LedgerComparison {
    /** So many differences are kept to be shown; all are counted. */
    public static final int MISMATCHES_KEPT = 20;

    private final Target target;
    private final List<Mismatch> mismatches = new ArrayList<>();
    private long orgs;
    private long mismatched;
    private long pushJobs;
    private long duplicatePushes;
    private long firstAttemptFailures;
    private long healed;

    private LedgerComparison(Target target) {
        this.target = target;
    }

    /**
     * Merges the two.
     *
     * @param view every org of the campaign, ascending by org key
     * @param ledger every org that Salesforce has, ascending by org key
     * @throws IllegalArgumentException if one of them is not in order
     */
    public static Agreement compare(Iterator<ViewOrg> view, Iterator<LedgerOrg> ledger, Target target) {
        var comparison = new LedgerComparison(target);
        comparison.merge(view, ledger);
        return new Agreement(
                comparison.orgs,
                comparison.mismatched,
                comparison.mismatches,
                comparison.pushJobs,
                comparison.duplicatePushes,
                comparison.firstAttemptFailures,
                comparison.healed);
    }

    private void merge(Iterator<ViewOrg> view, Iterator<LedgerOrg> ledger) {
        var viewOrg = next(view, null);
        var ledgerOrg = next(ledger, null);
        while (viewOrg != null || ledgerOrg != null) {
            orgs++;
            int order = order(viewOrg, ledgerOrg);
            if (order < 0 && viewOrg != null) {
                differ(viewOrg.orgKey(), "the view says " + viewOrg.state() + ", Salesforce does not know the org");
                viewOrg = next(view, viewOrg);
            } else if (order > 0 && ledgerOrg != null) {
                compareUnviewed(ledgerOrg);
                ledgerOrg = next(ledger, ledgerOrg);
            } else if (viewOrg != null && ledgerOrg != null) {
                compareOrg(new OrgAccount(viewOrg, ledgerOrg, target), viewOrg.orgKey());
                viewOrg = next(view, viewOrg);
                ledgerOrg = next(ledger, ledgerOrg);
            }
        }
    }

    private static int order(@Nullable ViewOrg view, @Nullable LedgerOrg ledger) {
        if (view == null) {
            return 1;
        }
        return ledger == null ? -1 : view.orgKey().compareTo(ledger.orgKey());
    }

    private void compareOrg(OrgAccount account, String orgKey) {
        count(account);
        account.difference().ifPresent(what -> differ(orgKey, what));
    }

    private void compareUnviewed(LedgerOrg org) {
        var unviewed = new ViewOrg(org.orgKey(), OrgState.EXCLUDED, 0, Optional.empty(), Optional.empty());
        count(new OrgAccount(unviewed, org, target));
        differ(org.orgKey(), "Salesforce has the org as a subscriber, the view does not know it");
    }

    private void count(OrgAccount account) {
        pushJobs += account.pushJobs();
        duplicatePushes += account.pushedTwice() ? 1 : 0;
        firstAttemptFailures += account.firstAttemptFailed() ? 1 : 0;
        healed += account.healed() ? 1 : 0;
    }

    private void differ(String orgKey, String what) {
        mismatched++;
        if (mismatches.size() < MISMATCHES_KEPT) {
            mismatches.add(new Mismatch(orgKey, what));
        }
    }

    private static @Nullable ViewOrg next(Iterator<ViewOrg> orgs, @Nullable ViewOrg before) {
        if (!orgs.hasNext()) {
            return null;
        }
        var org = orgs.next();
        requireAscending("the status view", before == null ? "" : before.orgKey(), org.orgKey());
        return org;
    }

    private static @Nullable LedgerOrg next(Iterator<LedgerOrg> orgs, @Nullable LedgerOrg before) {
        if (!orgs.hasNext()) {
            return null;
        }
        var org = orgs.next();
        requireAscending("the ledger", before == null ? "" : before.orgKey(), org.orgKey());
        return org;
    }

    private static void requireAscending(String where, String before, String orgKey) {
        if (before.compareTo(orgKey) >= 0) {
            throw new IllegalArgumentException(
                    where + " is not in the order of its org keys: " + orgKey + " comes after " + before);
        }
    }
}
