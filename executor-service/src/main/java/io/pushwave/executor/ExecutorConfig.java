package io.pushwave.executor;

import io.pushwave.executor.domain.BudgetRule;
import io.pushwave.executor.domain.JobPatience;
import io.pushwave.executor.domain.LoginFlow;
import io.pushwave.executor.domain.SyncRule;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What can be set about the executor. Every limit is here, with its reason. */
@ConfigMapping(prefix = "pushwave.executor")
public interface ExecutorConfig {

    /** How Salesforce is reached. */
    Salesforce salesforce();

    /** How much of Salesforce's API limits may be used. */
    Budget budget();

    /** How push requests are formed and stepped. */
    Request request();

    /** How active push requests are followed. */
    Polling polling();

    /** How the inventory is read. */
    Inventory inventory();

    /**
     * How long a claimed piece of work belongs to one instance, at most. Longer than a call may take ({@code
     * salesforce.call-timeout}), so that an instance that waits for Salesforce does not lose its work; short, because a dead
     * instance's work lies for this long.
     */
    @WithDefault("PT60S")
    Duration lease();

    /** Longest sleep of a worker that nobody wakes, 10 ms or more; finds work that came due by time alone. */
    @WithDefault("PT0.25S")
    Duration tick();

    /** First wait after a step failed; it doubles with each failure in a row. 1 ms or more. */
    @WithDefault("PT0.5S")
    Duration retryFirst();

    /** Longest wait after failures, but for the inventory; how long it takes at most to notice that Salesforce is back. */
    @WithDefault("PT15S")
    Duration retryLongest();

    /**
     * How often what waits and what is under way is counted for the metrics, PT1S or more. With a million open commands a count
     * takes most of a second of the database's time.
     */
    @WithDefault("PT30S")
    Duration countEvery();

    /**
     * How often held work looks at its campaign's control without being told, 1 ms or more. A new word wakes it at once; this
     * is for a word that crossed with the look.
     */
    @WithDefault("PT5S")
    Duration holdRecheck();

    /**
     * How long a command waits for the first word about its campaign before it is cancelled, PT1M or more. The planner sends the
     * word before the first command, on another topic; after an outage two topics can be minutes apart, not longer.
     */
    @WithDefault("PT15M")
    Duration unknownCampaignAfter();

    /**
     * How long ago the campaigns' controls may last have been read to their end, PT5S or more. Beyond that nothing new is begun,
     * because a brake might lie unread: after a start until they are read, and while Kafka is away. They are looked at every
     * second, so this forgives a few lost looks.
     */
    @WithDefault("PT10S")
    Duration controlsStaleAfter();

    /** How Salesforce is reached. */
    interface Salesforce {
        /** Where tokens are asked for; a Salesforce host over https, or any loopback address. Also the JWT's audience. */
        @WithDefault("http://localhost:8090")
        URI loginUrl();

        /** How tokens are asked for: {@code jwt-bearer}, {@code client-credentials} or {@code refresh-token}. */
        @WithDefault("jwt-bearer")
        LoginFlow loginFlow();

        /** The connected app's consumer key; in the JWT bearer flow the issuer. */
        @WithDefault("pushwave")
        String clientId();

        /** The user on whose behalf Pushwave acts: the JWT's subject. The other flows know it by themselves. */
        @WithDefault("pushwave@example.com")
        String username();

        /**
         * For the JWT bearer flow: the private key that the connected app's certificate belongs to, PEM in PKCS#8. Credentials'
         * files are read anew for every login, so that they may be mounted or changed while the service runs. Without the file
         * nothing can be done, and readiness says so.
         */
        Optional<Path> privateKeyFile();

        /** For the client credentials flow, and for refresh tokens of apps that want it: the consumer secret. */
        Optional<Path> clientSecretFile();

        /** For the refresh token flow: the first refresh token. Newer ones are kept in the database, sealed with this one. */
        Optional<Path> refreshTokenFile();

        /** The API version, 66.0 or 67.0; by default the newest that Salesforce offers and Pushwave knows. */
        Optional<String> apiVersion();

        /** Longest wait for a connection. */
        @WithDefault("PT5S")
        Duration connectTimeout();

        /** Longest wait for an answer. 200 jobs a call take seconds in a slow org; the lease must be longer than this. */
        @WithDefault("PT30S")
        Duration callTimeout();

        /** Most tries of a read, 1 or more. Writes are never repeated blindly. */
        @WithDefault("3")
        int readTries();

        /** First wait between tries of a read; it doubles. */
        @WithDefault("PT0.2S")
        Duration readRetryWait();

        /**
         * Longest wait before the login is made anew to see whether it leads to the right org now, at least retry-longest; the
         * first is retry-longest, and they double. Each costs a call, and all that was known of the org.
         */
        @WithDefault("PT5M")
        Duration wrongOrgRecheck();

        /** How long an assertion for a token is valid, at most PT5M for Salesforce. */
        @WithDefault("PT3M")
        Duration assertionValidity();

        /**
         * How long a write without an answer is left to settle before its outcome is looked up: a request that is still on its
         * way when we look would be missed.
         */
        @WithDefault("PT2S")
        Duration settleTime();
    }

    /** How much of Salesforce's API limits may be used, by all instances together. */
    interface Budget {
        /** Pushwave's part of the daily API limit, above 0 and up to 1. */
        @WithDefault("0.8")
        double share();

        /** Part of the daily limit that is left to people and other programs, whoever used the rest; 0 up to below 1. */
        @WithDefault("0.1")
        double reserve();

        /** Part of the share that is left to cancelling, so that an abort is not short of calls; 0 up to following-part. */
        @WithDefault("0.01")
        double cancellingPart();

        /**
         * Part of the share that pushing leaves to following and cancelling, so that what was pushed is reported or stopped; 0
         * up to below 1.
         */
        @WithDefault("0.03")
        double followingPart();

        /** Part of the share that the inventory leaves to pushing and following; 0 up to below 1. */
        @WithDefault("0.1")
        double pushingPart();

        /** The daily limit until Salesforce has told it: that of a small org. 1 or more. */
        @WithDefault("15000")
        long assumedLimit();

        /** What "daily" means: Salesforce counts the last 24 hours. PT1M or more; shorter only against a simulator. */
        @WithDefault("PT24H")
        Duration window();

        /** Most calls that an instance takes from the common account at once, 1 to 1,000; an instance's death loses them. */
        @WithDefault("20")
        int block();

        /**
         * Most calls at once by all instances together, 1 to 25. Salesforce refuses everybody while 25 calls of 20 s or more run
         * in an org, 5 in a Developer Edition org; 4 leave one to people.
         */
        @WithDefault("4")
        int concurrentCalls();

        /** First pause of everybody after Salesforce said that the daily limit is reached; doubles while it says so. */
        @WithDefault("PT1M")
        Duration limitPause();

        /** First pause of everybody after Salesforce said that too many calls run at once; doubles while it says so. */
        @WithDefault("PT2S")
        Duration concurrencyPause();

        /** Longest pause; also how long it takes at most to notice that calls are allowed again. */
        @WithDefault("PT15M")
        Duration longestPause();

        default BudgetRule rule() {
            return new BudgetRule(share(), reserve(), cancellingPart(), followingPart(), pushingPart());
        }
    }

    /** How push requests are formed and stepped. */
    interface Request {
        /**
         * Most orgs of one push request, 1 to 10,000. Only a whole request can be cancelled, and a crash repeats at most one
         * request's reads; 1,000 needs about 8 calls, so smaller ones cost budget and larger ones coarsen the brake.
         */
        @WithDefault("1000")
        int maxOrgs();

        /** How long the first intent of a group waits for a fuller request. */
        @WithDefault("PT1S")
        Duration linger();

        /** Most waiting intents of one campaign that are looked at in one tick, at least max-orgs. */
        @WithDefault("4000")
        int sample();

        /** Most requests formed in one tick, 1 or more; keeps a tick short. */
        @WithDefault("16")
        int formedPerTick();

        /**
         * How long after the look at the brake an activation may still be sent, PT0.01S to PT0.9S: with the way of a word through
         * Kafka it has to stay under the second after which nothing may be activated. What comes later (it waited for its turn, a
         * login or the process) is not sent, and the brake is looked at again.
         */
        @WithDefault("PT0.5S")
        Duration activationWithin();

        /** How many requests are stepped at once, 1 to 25; Developer Edition orgs allow 5 long calls at a time. */
        @WithDefault("4")
        int parallelism();

        /**
         * Orgs from which on the jobs of a request are added by a bulk job instead of 200 a call, 1 to 10,001 (never). A bulk
         * job costs seven to nine calls whatever its size, and waits in a queue; so it is cheaper from about 2,000 orgs on.
         */
        @WithDefault("2000")
        int bulkFrom();

        /** First wait before a look at a bulk job; it doubles up to {@code bulk-poll-longest}. Bulk jobs take seconds at best. */
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
        @WithDefault("3")
        int refusalRetries();

        /** Wait before such a try; it doubles. */
        @WithDefault("PT0.5S")
        Duration refusalRetryWait();

        /**
         * How often requests that a lost answer left behind in Salesforce are looked for and cancelled, PT1S or more. They push
         * nothing where they are, so there is no hurry, and each look costs a call.
         */
        @WithDefault("PT10M")
        Duration orphanSweep();

        /**
         * How long commands wait, from the start of their request on, for a login to the org that owns their package, before they
         * are failed; PT1M or more. A wrong login is mended within a day, and a wrong package in a command never.
         */
        @WithDefault("PT24H")
        Duration wrongOrgPatience();

        /** Most waiting intents that are answered without a push (aborted, too late) in one transaction. */
        @WithDefault("2000")
        int endedPerTick();
    }

    /** How active push requests are followed. */
    interface Polling {
        /** Wait after a poll that saw a change. */
        @WithDefault("PT1S")
        Duration minInterval();

        /** Longest wait; polls that see nothing double the wait up to here. */
        @WithDefault("PT30S")
        Duration maxInterval();

        /**
         * Requests asked about in one query, 1 to 100. Each has a condition of its own in the address if each was last seen at
         * another moment: some 3,500 characters for 25, some 13,500 for 100, and Salesforce takes about 16,000.
         */
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
        @WithDefault("200")
        int idsPerQuery();

        /**
         * How long Salesforce may take for a job from activation (or the scheduled start, if later) on, PT1S or more; nothing is
         * documented, and stuck jobs are known. Then the org is reported as timed out.
         */
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

    /** How the inventory is read. */
    interface Inventory {
        /** Most subscribers in one message, 1 to 500 (the contract's maximum). */
        @WithDefault("500")
        int rowsPerMessage();

        /**
         * How often a copy is brought up to date without being asked for, so that a release finds it nearly so; PT1M or more, or
         * PT0S for never. Each time costs two calls and what has changed.
         */
        @WithDefault("PT1H")
        Duration refresh();

        /** How long after a look at Salesforce a copy answers requests without another one; PT0S for never. */
        @WithDefault("PT1M")
        Duration freshFor();

        /**
         * How often everything is read whatever has changed, PT1M or more: an org that went does not show up among the changes,
         * and SystemModstamp is not documented.
         */
        @WithDefault("PT24H")
        Duration fullComparison();

        /** How far before the newest change seen the next question begins, by Salesforce's clock: rows may show up late. */
        @WithDefault("PT1M")
        Duration overlap();

        /**
         * Rows from which on they are exported by a bulk query job instead of read in pages, 1 or more. Pages cost a call for
         * 2,000 rows; a job costs its creation, a few polls, a call for export-page-rows and its removal: seven or so.
         */
        @WithDefault("20000")
        long exportFrom();

        /** Rows of an export that are fetched in one call, 1,000 to 100,000; 50,000 are about 10 MB, held in memory at once. */
        @WithDefault("50000")
        int exportPageRows();

        /** First wait for an export, 10 ms or more; it doubles up to PT30S, as polls count against the daily limit. */
        @WithDefault("PT5S")
        Duration exportPoll();

        /** How long an export may take before the rows are read in pages, PT1S or more. */
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
}
