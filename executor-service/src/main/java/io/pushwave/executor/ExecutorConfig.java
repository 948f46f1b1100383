package io.pushwave.executor;

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

    /** Longest wait after failures; also how long it takes at most to notice that Salesforce is back. */
    @WithDefault("PT15S")
    Duration retryLongest();

    /**
     * How often held work looks at its campaign's control without being told, 1 ms or more. A new word wakes it at once; this
     * is for a word that crossed with the look.
     */
    @WithDefault("PT5S")
    Duration holdRecheck();

    /** How Salesforce is reached. */
    interface Salesforce {
        /** Where tokens are asked for; a Salesforce host over https, or any loopback address. Also the JWT's audience. */
        @WithDefault("http://localhost:8090")
        URI loginUrl();

        /** The connected app's consumer key: the JWT's issuer. */
        @WithDefault("pushwave")
        String clientId();

        /** The user on whose behalf Pushwave acts: the JWT's subject. */
        @WithDefault("pushwave@example.com")
        String username();

        /**
         * The private key that the connected app's certificate belongs to, PEM in PKCS#8. Read anew for every token, so that it
         * may be mounted or changed while the service runs. Without it nothing can be done, and readiness says so.
         */
        Optional<Path> privateKeyFile();

        /** The API version, as in paths; 66.0 is the first with the fields that tell of a subscriber's block. */
        @WithDefault("66.0")
        String apiVersion();

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

        /** How many requests are stepped at once, 1 to 25; Developer Edition orgs allow 5 long calls at a time. */
        @WithDefault("4")
        int parallelism();

        /** How often a job that was refused for a passing reason is tried again in place, 0 or more. */
        @WithDefault("3")
        int refusalRetries();

        /** Wait before such a try; it doubles. */
        @WithDefault("PT0.5S")
        Duration refusalRetryWait();

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

        /** Requests asked about in one query, 1 to 200; 25 ids keep the address under 2,000 characters. */
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

        /** Failed jobs whose errors are asked for in one query, 1 to 400; 200 ids keep the address under 6,000 characters. */
        @WithDefault("200")
        int errorsPerQuery();

        /** How long Salesforce may take for a job from activation on; nothing is documented, stuck jobs are known. */
        @WithDefault("PT24H")
        Duration jobTimeout();
    }

    /** How the inventory is read. */
    interface Inventory {
        /** Most subscribers in one message, 1 to 500 (the contract's maximum). */
        @WithDefault("500")
        int rowsPerMessage();
    }
}
