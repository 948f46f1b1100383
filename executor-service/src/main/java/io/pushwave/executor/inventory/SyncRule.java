package io.pushwave.executor.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is read of a package's subscribers, and how.
 *
 * @param fullComparison longest time between two readings of everything: orgs that went do not show up among the changes
 * @param overlap how far before the newest change seen the next question begins, by Salesforce's clock
 * @param freshFor how long a copy answers requests without a look
 * @param exportFrom rows from which on a file costs fewer calls than pages
 */
public record SyncRule(Duration fullComparison, Duration overlap, Duration freshFor, long exportFrom) {

    /** What is to be done for a copy. */
    public sealed interface Step {
        /** It is new enough. */
        record Nothing() implements Step {}

        /** Rows that changed at this moment of Salesforce's clock or later are read. */
        record Changes(Instant since) implements Step {}

        /** All rows are read. */
        record Everything(String why) implements Step {}
    }

    /** How rows are got. */
    public enum Way {
        /** One query, in pages. */
        PAGES,
        /** A query in pages for each version: what CumulusCI does where a query for all takes too long (code). */
        PAGES_BY_VERSION,
        /** A file, by a bulk query job. */
        EXPORT
    }

    /**
     * Decides what is to be done.
     *
     * @param now by the clock that the copy's times are by
     */
    public Step decide(InventoryCopy copy, Instant now) {
        if (copy.asOf().isEmpty() || copy.fullAt().isEmpty()) {
            return new Step.Everything("there is no whole copy");
        }
        if (copy.fullWanted()) {
            return new Step.Everything("it was asked for");
        }
        if (!copy.fullAt().get().plus(fullComparison).isAfter(now)) {
            return new Step.Everything(
                    "the last full comparison was at " + copy.fullAt().get());
        }
        if (copy.asOf().get().plus(freshFor).isAfter(now)) {
            return new Step.Nothing();
        }
        return copy.changedUntil()
                .<Step>map(until -> new Step.Changes(until.minus(overlap)))
                .orElseGet(() -> new Step.Everything("Salesforce does not tell when subscribers changed"));
    }

    /**
     * The ways in which so many rows are tried to be got, the cheapest first.
     *
     * @param rows about so many; empty if they could not be counted in time, which says that they are many
     */
    public List<Way> ways(Optional<Long> rows) {
        return rows.orElse(Long.MAX_VALUE) >= exportFrom
                ? List.of(Way.EXPORT, Way.PAGES, Way.PAGES_BY_VERSION)
                : List.of(Way.PAGES, Way.PAGES_BY_VERSION, Way.EXPORT);
    }
}
