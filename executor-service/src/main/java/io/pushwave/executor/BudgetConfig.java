package io.pushwave.executor;

import io.pushwave.executor.budget.BudgetRule;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMin;

/** How much of Salesforce's API limits may be used, by all instances together. */
public interface BudgetConfig {
    /** What is said of a part out of its range, after the name of the setting. */
    String ABOVE_ZERO = "is ${validatedValue}, above 0 and up to 1 is allowed";

    /** The same of one that may be 0. */
    String BELOW_ONE = "is ${validatedValue}, 0 up to below 1 is allowed";

    /** Pushwave's part of the daily API limit, above 0 and up to 1. */
    @DecimalMin(value = "0", inclusive = false, message = ABOVE_ZERO) @DecimalMax(value = "1", message = ABOVE_ZERO) @WithDefault("0.8")
    double share();

    /** Part of the daily limit that is left to people and other programs, whoever used the rest; 0 up to below 1. */
    @DecimalMin(value = "0", message = BELOW_ONE) @DecimalMax(value = "1", inclusive = false, message = BELOW_ONE) @WithDefault("0.1")
    double reserve();

    /** Part of the share that is left to cancelling, so that an abort is not short of calls; 0 up to following-part. */
    @WithDefault("0.01")
    double cancellingPart();

    /**
     * Part of the share that pushing leaves to following and cancelling, so that what was pushed is reported or stopped; 0
     * up to below 1.
     */
    @DecimalMin(value = "0", message = BELOW_ONE) @DecimalMax(value = "1", inclusive = false, message = BELOW_ONE) @WithDefault("0.03")
    double followingPart();

    /** Part of the share that the inventory leaves to pushing and following; 0 up to below 1. */
    @DecimalMin(value = "0", message = BELOW_ONE) @DecimalMax(value = "1", inclusive = false, message = BELOW_ONE) @WithDefault("0.1")
    double pushingPart();

    /** The daily limit until Salesforce has reported it: that of a small org. 1 or more. */
    @Range(min = 1, max = Integer.MAX_VALUE, message = ExecutorConfig.RANGE)
    @WithDefault("15000")
    long assumedLimit();

    /** What "daily" means: Salesforce counts the last 24 hours. PT1M or more; shorter only against a simulator. */
    @DurationMin(minutes = 1, message = "is ${validatedValue}, at least PT1M is expected")
    @WithDefault("PT24H")
    Duration window();

    /** Most calls that an instance takes from the common account at once, 1 to 1,000; an instance's death loses them. */
    @Range(min = 1, max = 1_000, message = ExecutorConfig.RANGE)
    @WithDefault("20")
    int block();

    /**
     * Most calls at once by all instances together, 1 to 25. Salesforce refuses everybody while 25 calls of 20 s or more run
     * in an org, 5 in a Developer Edition org; 4 leave one to people.
     */
    @Range(min = 1, max = 25, message = ExecutorConfig.RANGE)
    @WithDefault("4")
    int concurrentCalls();

    /** First pause of everybody after Salesforce said that the daily limit is reached; doubles while it says so. */
    @DurationMin(millis = 1, message = "is ${validatedValue}, at least PT0.001S is expected")
    @WithDefault("PT1M")
    Duration limitPause();

    /** First pause of everybody after Salesforce said that too many calls run at once; doubles while it says so. */
    @DurationMin(millis = 1, message = "is ${validatedValue}, at least PT0.001S is expected")
    @WithDefault("PT2S")
    Duration concurrencyPause();

    /** Longest pause; also how long it takes at most to notice that calls are allowed again. */
    @WithDefault("PT15M")
    Duration longestPause();

    default BudgetRule rule() {
        return new BudgetRule(share(), reserve(), cancellingPart(), followingPart(), pushingPart());
    }
}
