package io.pushwave.planner.plan;

import io.pushwave.contracts.CampaignPlanEntry.ExclusionReason;
import io.pushwave.planner.strategy.WaveSize;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Gives each org that is not excluded its wave, wave after wave, and its rank in it. Where a wave does not take all, it takes those
 * with the lowest lots, so that the choice is fair and the same every time.
 */
final class WaveAssignment {
    /** The wave of an org that has none. */
    static final byte NO_WAVE = 0;

    /** Above every ticket. */
    private static final long AFTER_ALL_OTHERS = 1L << (2 * (Integer.SIZE - 1));

    private final PlanTerms terms;
    private final OrgColumns orgs;
    private final int[] parents;
    private final byte[] waves;
    private final int[] ranks;
    /** Of each production org, how many of its sandboxes have no wave yet. */
    private final int[] openSandboxes;
    /** Production orgs that are pushed after some of their sandboxes. */
    private final boolean[] hasSandboxes;

    private long shareSoFar;
    private long orgsByShareSoFar;

    WaveAssignment(PlanTerms terms, OrgColumns orgs) {
        this.terms = terms;
        this.orgs = orgs;
        this.parents = orgs.parents();
        this.waves = new byte[orgs.size()];
        this.ranks = new int[orgs.size()];
        this.openSandboxes = new int[orgs.size()];
        this.hasSandboxes = new boolean[orgs.size()];
    }

    void assign() {
        long planned = countPlanned();
        for (int wave = 0; wave < terms.waves().size(); wave++) {
            var candidates = candidates(wave);
            int size = size(terms.waves().get(wave).size(), planned, candidates.length);
            take(wave, lowest(candidates, size));
        }
        placeWhatIsLeft();
        rank();
    }

    /** Each org's wave, counted from 1; {@link #NO_WAVE} if it is excluded. */
    byte[] waves() {
        return waves;
    }

    /** Each org's place in its wave, counted from 1; 0 if it is excluded. */
    int[] ranks() {
        return ranks;
    }

    private long countPlanned() {
        long planned = 0;
        for (int org = 0; org < orgs.size(); org++) {
            if (!orgs.isExcluded(org)) {
                planned++;
                if (parents[org] != OrgColumns.NONE) {
                    openSandboxes[parents[org]]++;
                    hasSandboxes[parents[org]] = true;
                }
            }
        }
        return planned;
    }

    /** Orgs without a wave that this one would take; a production org only after all its sandboxes. */
    private int[] candidates(int wave) {
        var found = new int[orgs.size()];
        int count = 0;
        for (int org = 0; org < orgs.size(); org++) {
            if (waves[org] == NO_WAVE
                    && !orgs.isExcluded(org)
                    && orgs.isTakenBy(org, wave)
                    && openSandboxes[org] == 0) {
                found[count++] = org;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int size(WaveSize size, long planned, int candidates) {
        long wanted = switch (size) {
            case WaveSize.All _ -> candidates;
            case WaveSize.Count count -> count.count();
            case WaveSize.Percentage share -> share(share.percentage(), planned);
        };
        return (int) Math.min(wanted, candidates);
    }

    /** Cumulative, so that what rounding takes from one wave the next one gets. */
    private long share(int percent, long planned) {
        shareSoFar += percent;
        long untilHere = Math.max(planned * shareSoFar / 100, Math.min(orgsByShareSoFar + 1, planned));
        long share = Math.max(untilHere - orgsByShareSoFar, 0);
        orgsByShareSoFar = Math.max(untilHere, orgsByShareSoFar);
        return share;
    }

    private void take(int wave, int[] taken) {
        for (int org : taken) {
            waves[org] = (byte) (wave + 1);
            if (parents[org] != OrgColumns.NONE) {
                openSandboxes[parents[org]]--;
            }
        }
    }

    /** The candidates with the lowest lots. */
    private int[] lowest(int[] candidates, int size) {
        if (size == candidates.length) {
            return candidates;
        }
        return Arrays.stream(candidates)
                .mapToLong(orgs::ticket)
                .sorted()
                .limit(size)
                .mapToInt(OrgColumns::orgOf)
                .toArray();
    }

    /**
     * Production orgs that waited for sandboxes go to the wave of the last of these. What then has no wave, because each that would
     * have taken it was full, is excluded.
     */
    private void placeWhatIsLeft() {
        var latest = new byte[orgs.size()];
        for (int org = 0; org < orgs.size(); org++) {
            if (parents[org] != OrgColumns.NONE && waves[org] > latest[parents[org]]) {
                latest[parents[org]] = waves[org];
            }
        }
        for (int org = 0; org < orgs.size(); org++) {
            if (waves[org] == NO_WAVE && !orgs.isExcluded(org)) {
                waves[org] = latest[org];
                if (latest[org] == NO_WAVE) {
                    orgs.exclude(org, ExclusionReason.IN_NO_WAVE);
                }
            }
        }
    }

    private void rank() {
        for (int wave = 1; wave <= terms.waves().size(); wave++) {
            int number = wave;
            var inOrder = IntStream.range(0, orgs.size())
                    .filter(org -> waves[org] == number)
                    .mapToLong(org -> (hasSandboxes[org] ? AFTER_ALL_OTHERS : 0) | orgs.ticket(org))
                    .sorted()
                    .mapToInt(OrgColumns::orgOf)
                    .toArray();
            for (int rank = 0; rank < inOrder.length; rank++) {
                ranks[inOrder[rank]] = rank + 1;
            }
        }
    }
}
