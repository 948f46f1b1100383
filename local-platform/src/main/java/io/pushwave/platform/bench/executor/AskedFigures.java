package io.pushwave.platform.bench.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures of one run that something is asked of.
 *
 * @param orgs that were pushed
 * @param openJobs that were followed, those of others that were in flight included
 * @param orgsPerSecond from command to activated job
 * @param callsPerThousand API calls per 1,000 orgs, polling left out
 * @param pollingCallsPer2000 polling calls per 2,000 open jobs and interval
 * @param heapMegabytes most heap in use, garbage included
 */
record AskedFigures(
        int orgs,
        int openJobs,
        double orgsPerSecond,
        double callsPerThousand,
        double pollingCallsPer2000,
        double heapMegabytes) {
    /** With fewer orgs it is the wait for the first and the last request that is measured, which no speed can shorten. */
    static final int SPEED_JUDGED_FROM = 20_000;

    /** With fewer jobs a call asks about a request or two, and one that is not full costs as much as a full one. */
    static final int POLLING_JUDGED_FROM = 20_000;

    static final int ORGS_PER_SECOND_LEAST = 3_000;
    static final int CALLS_PER_THOUSAND_MOST = 12;
    static final int POLLING_CALLS_PER_2000_MOST = 1;
    static final int HEAP_MEGABYTES_MOST = 256;

    /** What is asked of the speed of a run with so many orgs. */
    static String askedOfSpeed(int orgs) {
        return "at least " + number(ORGS_PER_SECOND_LEAST)
                + (speedIsJudged(orgs) ? "" : "; not judged below " + number(SPEED_JUDGED_FROM) + " orgs");
    }

    /** What is asked of the polls of so many open jobs. */
    static String askedOfPolling(int openJobs) {
        return "at most " + number(POLLING_CALLS_PER_2000_MOST)
                + (pollingIsJudged(openJobs) ? "" : "; not judged below " + number(POLLING_JUDGED_FROM) + " open jobs");
    }

    private static boolean speedIsJudged(int orgs) {
        return orgs >= SPEED_JUDGED_FROM;
    }

    private static boolean pollingIsJudged(int openJobs) {
        return openJobs >= POLLING_JUDGED_FROM;
    }

    /** A sentence for each figure that misses what is asked of it; a figure that is no number misses it, too. */
    List<String> missed() {
        var missed = new ArrayList<String>();
        if (speedIsJudged(orgs) && !(orgsPerSecond >= ORGS_PER_SECOND_LEAST)) {
            missed.add(sentence("%,.2f orgs a second are fewer than %,d.", orgsPerSecond, ORGS_PER_SECOND_LEAST));
        }
        if (!(callsPerThousand <= CALLS_PER_THOUSAND_MOST)) {
            missed.add(sentence(
                    "%,.2f API calls per 1,000 orgs, polling left out, are more than %,d.",
                    callsPerThousand, CALLS_PER_THOUSAND_MOST));
        }
        if (pollingIsJudged(openJobs) && !(pollingCallsPer2000 <= POLLING_CALLS_PER_2000_MOST)) {
            missed.add(sentence(
                    "%,.2f polling calls per 2,000 open jobs and interval are more than %,d.",
                    pollingCallsPer2000, POLLING_CALLS_PER_2000_MOST));
        }
        if (!(heapMegabytes <= HEAP_MEGABYTES_MOST)) {
            missed.add(sentence("%,.2f MB of heap in use are more than %,d.", heapMegabytes, HEAP_MEGABYTES_MOST));
        }
        return missed;
    }

    private static String sentence(String form, double figure, int limit) {
        return String.format(Locale.ROOT, form, figure, limit);
    }

    private static String number(int limit) {
        return String.format(Locale.ROOT, "%,d", limit);
    }
}
