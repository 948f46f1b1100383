package io.pushwave.platform.bench.endtoend;

import io.pushwave.platform.bench.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is asked of campaigns from end to end.
 *
 * @param orgs of each campaign
 * @param seconds of each run, from the release event to the campaign's end
 */
record AskedSeconds(int orgs, Series seconds) {
    /** Below this a campaign's time is mostly that of its waves, whatever they hold. */
    static final int JUDGED_FROM = 50_000;

    /** Fewer runs do not show a spread. */
    static final int SPREAD_JUDGED_FROM = 3;

    static final int SECONDS_PER_100_000_MOST = 90;
    static final int SPREAD_PERCENT_MOST = 15;

    double secondsMost() {
        return SECONDS_PER_100_000_MOST * (double) orgs / 100_000;
    }

    boolean judged() {
        return orgs >= JUDGED_FROM;
    }

    /** A sentence for each figure that misses what is asked of it. */
    List<String> missed() {
        var missed = new ArrayList<String>();
        if (judged() && !(seconds.most() <= secondsMost())) {
            missed.add(String.format(
                    Locale.ROOT, "%,.1f s for %,d orgs are more than %,.1f.", seconds.most(), orgs, secondsMost()));
        }
        if (judged()
                && seconds.values().size() >= SPREAD_JUDGED_FROM
                && !(seconds.spreadPercent() <= SPREAD_PERCENT_MOST)) {
            missed.add(String.format(
                    Locale.ROOT,
                    "The runs lie %,.1f %% apart, more than %d.",
                    seconds.spreadPercent(),
                    SPREAD_PERCENT_MOST));
        }
        return missed;
    }
}
