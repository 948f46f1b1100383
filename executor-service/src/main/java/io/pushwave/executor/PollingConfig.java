package io.pushwave.executor;

import io.pushwave.executor.following.JobPatience;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMin;

/** How active push requests are followed. */
public interface PollingConfig {
    /** Wait after a poll that saw a change. */
    @DurationMin(millis = 10, message = "is ${validatedValue}, at least PT0.01S is expected")
    @WithDefault("PT1S")
    Duration minInterval();

    /** Longest wait; polls that see nothing double the wait up to here. */
    @WithDefault("PT30S")
    Duration maxInterval();

    /**
     * Requests asked about in one query, 1 to 100. Each has a condition of its own in the address if each was last seen at
     * another moment: some 3,500 characters for 25, some 13,500 for 100, and Salesforce takes about 16,000.
     */
    @Range(min = 1, max = 100, message = ExecutorConfig.RANGE)
    @WithDefault("25")
    int requestsPerQuery();

    /**
     * How far before the newest change seen the next question begins, by Salesforce's clock: rows may become visible out
     * of order.
     */
    @WithDefault("PT5S")
    Duration overlap();

    /** How often all jobs of a request are read whatever their time of change; SystemModstamp is not documented. */
    @WithDefault("PT1M")
    Duration fullComparison();

    /** Jobs that one query names, for their status or their errors, 1 to 400; 200 ids keep the address under 6,000 characters. */
    @Range(min = 1, max = 400, message = ExecutorConfig.RANGE)
    @WithDefault("200")
    int idsPerQuery();

    /**
     * How long Salesforce may take for a job from activation (or the scheduled start, if later) on, PT1S or more; nothing is
     * documented, and stuck jobs are known. Then the org is reported as timed out.
     */
    @DurationMin(seconds = 1, message = "is ${validatedValue}, at least PT1S is expected")
    @WithDefault("PT24H")
    Duration jobTimeout();

    /**
     * Wait between two looks for late answers to jobs that were reported as timed out, at least min-interval. Nobody waits
     * for them, and what took a day may take ten minutes more.
     */
    @WithDefault("PT10M")
    Duration lateInterval();

    /**
     * How long late answers are waited for after the timeout, at least late-interval. Until then the org gets no other push
     * of the package, because the job may still run; three days see a weekend through.
     */
    @WithDefault("P3D")
    Duration lateAnswers();

    /**
     * How often a request that waits for late answers is read whole, at least late-interval. Rarer than full-comparison: a
     * few stuck jobs shall not have a million others read with them.
     */
    @WithDefault("PT6H")
    Duration lateComparison();

    default JobPatience patience() {
        return new JobPatience(jobTimeout(), lateAnswers());
    }
}
