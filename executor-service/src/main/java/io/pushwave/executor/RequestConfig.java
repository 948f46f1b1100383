package io.pushwave.executor;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How push requests are formed and stepped. */
public interface RequestConfig {
    /**
     * Most orgs of one push request, 1 to 10,000. Only a whole request can be cancelled, and a crash repeats at most one
     * request's reads; 1,000 needs about 8 calls, so smaller ones cost budget and larger ones coarsen the brake.
     */
    @Range(min = 1, max = 10_000, message = ExecutorConfig.RANGE)
    @WithDefault("1000")
    int maxOrgs();

    /** How long the first intent of a group waits for a fuller request. */
    @WithDefault("PT1S")
    Duration linger();

    /** Most waiting intents of one campaign that are looked at in one tick, at least max-orgs. */
    @WithDefault("4000")
    int sample();

    /** Most requests formed in one tick, 1 or more; keeps a tick short. */
    @Range(min = 1, max = 1_000, message = ExecutorConfig.RANGE)
    @WithDefault("16")
    int formedPerTick();

    /**
     * How long after the look at the brake an activation may still be sent, PT0.01S to PT0.9S: with the way of a control through
     * Kafka it has to stay under the second after which nothing may be activated. What comes later (it waited for its turn, a
     * login or the process) is not sent, and the brake is looked at again.
     */
    @DurationMin(millis = 10, message = "is ${validatedValue}, at least PT0.01S is expected")
    @DurationMax(millis = 900, message = "is ${validatedValue}, at most PT0.9S is allowed")
    @WithDefault("PT0.5S")
    Duration activationWithin();

    /** How many requests are stepped at once, 1 to 25; Developer Edition orgs allow 5 long calls at a time. */
    @Range(min = 1, max = 25, message = ExecutorConfig.RANGE)
    @WithDefault("4")
    int parallelism();

    /**
     * Orgs from which on the jobs of a request are added by a bulk job instead of 200 a call, 1 to 10,001 (never). A bulk
     * job costs seven to nine calls whatever its size, and waits in a queue; so it is cheaper from about 2,000 orgs on.
     */
    @Range(min = 1, max = 10_001, message = ExecutorConfig.RANGE)
    @WithDefault("2000")
    int bulkFrom();

    /** First wait before a look at a bulk job; it doubles up to {@code bulk-poll-longest}. Bulk jobs take seconds at best. */
    @DurationMin(millis = 1, message = "is ${validatedValue}, at least PT0.001S is expected")
    @WithDefault("PT2S")
    Duration bulkPollFirst();

    /** Longest wait before a look at a bulk job. */
    @WithDefault("PT5S")
    Duration bulkPollLongest();

    /**
     * How long a bulk job is waited for before its request is given back and taken up again later: while it is waited for,
     * nobody looks at the brake, which matters little, as nothing is activated meanwhile.
     */
    @WithDefault("PT30S")
    Duration bulkPatience();

    /** How often a job that was refused for a passing reason is tried again in place, 0 or more. */
    @Range(min = 0, max = 10, message = ExecutorConfig.RANGE)
    @WithDefault("3")
    int refusalRetries();

    /** Wait before such a try; it doubles. */
    @DurationMin(millis = 1, message = "is ${validatedValue}, at least PT0.001S is expected")
    @WithDefault("PT0.5S")
    Duration refusalRetryWait();

    /**
     * How often requests that a lost answer left behind in Salesforce are looked for and cancelled, PT1S or more. They push
     * nothing where they are, so there is no hurry, and each look costs a call.
     */
    @DurationMin(seconds = 1, message = "is ${validatedValue}, at least PT1S is expected")
    @WithDefault("PT10M")
    Duration orphanSweep();

    /**
     * How long commands wait, from the start of their request on, for a login to the org that owns their package, before they
     * are failed; PT1M or more. A wrong login is mended within a day, and a wrong package in a command never.
     */
    @DurationMin(minutes = 1, message = "is ${validatedValue}, at least PT1M is expected")
    @WithDefault("PT24H")
    Duration wrongOrgPatience();

    /** Most waiting intents that are answered without a push (aborted, too late) in one transaction. */
    @Range(min = 1, max = 10_000, message = ExecutorConfig.RANGE)
    @WithDefault("2000")
    int endedPerTick();
}
