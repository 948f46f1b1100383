package io.pushwave.executor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * What can be set about the executor. Every limit is here, with its reason. The executor does not start with a value out of its
 * range (Jakarta Validation, and {@link ConfigCheck} where one setting bounds another).
 */
@ConfigMapping(prefix = "pushwave.executor")
public interface ExecutorConfig {
    /** What is said of a number out of its range, after the name of the setting. */
    String RANGE = "is ${validatedValue}, {min} to {max} is allowed";

    /** How Salesforce is reached. */
    SalesforceConfig salesforce();

    /** How much of Salesforce's API limits may be used. */
    BudgetConfig budget();

    /** How push requests are formed and stepped. */
    RequestConfig request();

    /** How active push requests are followed. */
    PollingConfig polling();

    /** How the inventory is read. */
    InventoryConfig inventory();

    /**
     * How long a claimed piece of work belongs to one instance, at most. Longer than a call may take ({@code
     * salesforce.call-timeout}), so that an instance that waits for Salesforce does not lose its work; short, because a dead
     * instance's work lies for this long.
     */
    @WithDefault("PT60S")
    Duration lease();

    /** Longest sleep of a worker that nobody wakes, 10 ms or more; finds work that came due by time alone. */
    @DurationMin(millis = 10, message = "is ${validatedValue}, at least PT0.01S is expected")
    @WithDefault("PT0.25S")
    Duration tick();

    /** First wait after a step failed; it doubles with each failure in a row. 1 ms or more. */
    @DurationMin(millis = 1, message = "is ${validatedValue}, at least PT0.001S is expected")
    @WithDefault("PT0.5S")
    Duration retryFirst();

    /** Longest wait after failures, but for the inventory; how long it takes at most to notice that Salesforce is back. */
    @WithDefault("PT15S")
    Duration retryLongest();

    /**
     * How often what waits and what is under way is counted for the metrics, PT1S or more. With a million open commands a count
     * takes most of a second of the database's time.
     */
    @DurationMin(seconds = 1, message = "is ${validatedValue}, at least PT1S is expected")
    @WithDefault("PT30S")
    Duration countEvery();

    /**
     * How often held work looks at its campaign's control without being woken, 1 ms or more. A new control wakes it at once; this
     * is for a control that crossed with the look.
     */
    @DurationMin(millis = 1, message = "is ${validatedValue}, at least PT0.001S is expected")
    @WithDefault("PT5S")
    Duration holdRecheck();

    /**
     * How long a command waits for the first control of its campaign before it is cancelled, PT1M or more. The planner sends the
     * control before the first command, on another topic; after an outage two topics can be minutes apart, not longer.
     */
    @DurationMin(minutes = 1, message = "is ${validatedValue}, at least PT1M is expected")
    @WithDefault("PT15M")
    Duration unknownCampaignAfter();

    /**
     * How long ago the campaigns' controls may last have been read to their end, PT5S or more. Beyond that nothing new is begun,
     * because a brake might lie unread: after a start until they are read, and while Kafka is away. They are looked at every
     * second, so this forgives a few lost looks.
     */
    @DurationMin(seconds = 5, message = "is ${validatedValue}, at least PT5S is expected")
    @WithDefault("PT10S")
    Duration controlsStaleAfter();
}
