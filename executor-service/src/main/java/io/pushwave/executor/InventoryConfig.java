package io.pushwave.executor;

import io.pushwave.executor.inventory.SyncRule;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMin;

/** How the inventory is read. */
public interface InventoryConfig {
    /** Most subscribers in one message, 1 to 500 (the contract's maximum). */
    @Range(min = 1, max = 500, message = ExecutorConfig.RANGE)
    @WithDefault("500")
    int rowsPerMessage();

    /**
     * How often a copy is brought up to date without being asked for, so that a release finds it nearly so; PT1M or more, or
     * PT0S for never. Each time costs two calls and what has changed.
     */
    @WithDefault("PT1H")
    Duration refresh();

    /** How long after a look at Salesforce a copy answers requests without another one; PT0S for never. */
    @DurationMin(message = "is ${validatedValue}, at least PT0S is expected")
    @WithDefault("PT1M")
    Duration freshFor();

    /**
     * How often everything is read whatever has changed, PT1M or more: an org that went does not show up among the changes,
     * and SystemModstamp is not documented.
     */
    @DurationMin(minutes = 1, message = "is ${validatedValue}, at least PT1M is expected")
    @WithDefault("PT24H")
    Duration fullComparison();

    /** How far before the newest change seen the next question begins, by Salesforce's clock: rows may show up late. */
    @DurationMin(message = "is ${validatedValue}, at least PT0S is expected")
    @WithDefault("PT1M")
    Duration overlap();

    /**
     * Rows from which on they are exported by a bulk query job instead of read in pages, 1 or more. Pages cost a call for
     * 2,000 rows; a job costs its creation, a few polls, a call for export-page-rows and its removal: seven or so.
     */
    @Range(min = 1, max = Long.MAX_VALUE, message = ExecutorConfig.RANGE)
    @WithDefault("20000")
    long exportFrom();

    /** Rows of an export that are fetched in one call, 1,000 to 100,000; 50,000 are about 10 MB, held in memory at once. */
    @Range(min = 1_000, max = 100_000, message = ExecutorConfig.RANGE)
    @WithDefault("50000")
    int exportPageRows();

    /** First wait for an export, 10 ms or more; it doubles up to PT30S, as polls count against the daily limit. */
    @DurationMin(millis = 10, message = "is ${validatedValue}, at least PT0.01S is expected")
    @WithDefault("PT5S")
    Duration exportPoll();

    /** How long an export may take before the rows are read in pages, PT1S or more. */
    @DurationMin(seconds = 1, message = "is ${validatedValue}, at least PT1S is expected")
    @WithDefault("PT10M")
    Duration exportTimeout();

    /**
     * Longest wait after failures in a row, at least {@code retry-first}. Longer than that of everything else, because each
     * try may read all subscribers anew, and one that keeps failing would use up the share of the API's calls; whoever asks
     * for the inventory has it tried at once.
     */
    @WithDefault("PT5M")
    Duration retryLongest();

    default SyncRule rule() {
        return new SyncRule(fullComparison(), overlap(), freshFor(), exportFrom());
    }
}
