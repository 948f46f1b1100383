package io.pushwave.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Every limit of the status service, with its unit, range and reason. The service does not start with a value out of its range
 * (Bean Validation, and {@link ConfigCheck} where two settings bound each other).
 */
@ConfigMapping(prefix = "pushwave.status")
public interface StatusConfig {
    /** What is said of a number out of its range, after the name of the setting. */
    String RANGE = "is ${validatedValue}, {min} to {max} is allowed";

    Page page();

    Timeline timeline();

    Stream stream();

    Query query();

    Services services();

    /** How much one request for a list may bring. */
    interface Page {
        /** Orgs, campaigns or events of a page whose request names no limit; 1 to {@link #maximum()}. A screenful or two. */
        @WithDefault("100")
        int size();

        /**
         * Most orgs, campaigns or events of a page, 1 to 10,000: what one request may hold in memory. An org's view is about a
         * kilobyte.
         */
        @Range(min = 1, max = 10_000, message = RANGE)
        @WithDefault("1000")
        int maximum();
    }

    /** One org's timeline in a campaign. */
    interface Timeline {
        /**
         * Most entries that are shown, 1 to 10,000; the newest are kept. An attempt has three, so no policy in sight comes
         * near it.
         */
        @Range(min = 1, max = 10_000, message = RANGE)
        @WithDefault("500")
        int maximum();
    }

    /** The live stream of a campaign. */
    interface Stream {
        /**
         * Shortest time between two summaries to one client, 100 ms and more. Half a second looks live to people, and bounds
         * what a thousand results a second cost: the database is asked once an interval for each campaign that is watched,
         * however many watch it.
         */
        @DurationMin(millis = 100, message = "is ${validatedValue}, PT0.1S to PT1M is allowed")
        @DurationMax(minutes = 1, message = "is ${validatedValue}, PT0.1S to PT1M is allowed")
        @WithDefault("PT0.5S")
        Duration interval();

        /**
         * Longest silence before a heartbeat is sent, {@link #interval()} to 30 s: below the 30 to 60 s after which proxies
         * close idle connections. It is also how a client that has gone is noticed, and how a client notices that this service
         * has: the console takes a stream for dead that is silent for two and a half of them.
         */
        @WithDefault("PT5S")
        Duration heartbeat();

        /**
         * Most streams that are open at once in this instance, 1 and more; a further one is answered 503. A client costs a
         * connection and its place in the events, nothing is queued for it.
         */
        @Range(min = 1, max = Integer.MAX_VALUE, message = RANGE)
        @WithDefault("500")
        int maximum();

        /** Most campaign events sent to a client in one interval, 1 to 1,000; the rest follows in the next one. */
        @Range(min = 1, max = 1_000, message = RANGE)
        @WithDefault("100")
        int eventsPerInterval();
    }

    /** What a request reads from the database. */
    interface Query {
        /**
         * Longest wait for the answer to one statement, 100 ms to 30 s; then the request is answered 503. Together with the 1.5 s
         * that a free connection is waited for it bounds an answer while the database is frozen: 5 s, with one to spare.
         */
        @DurationMin(millis = 100, message = "is ${validatedValue}, PT0.1S to PT30S is allowed")
        @DurationMax(seconds = 30, message = "is ${validatedValue}, PT0.1S to PT30S is allowed")
        @WithDefault("PT2.5S")
        Duration timeout();
    }

    /** The other services, which this one asks only whether they live. */
    interface Services {
        /** Addresses that answer 200 when a service is ready, with or without MicroProfile Health's JSON, by name. */
        Map<String, @HttpAddress URI> health();

        /** Wait between two rounds of asking, 100 ms to 5 min. */
        @DurationMin(millis = 100, message = "is ${validatedValue}, PT0.1S to PT5M is allowed")
        @DurationMax(minutes = 5, message = "is ${validatedValue}, PT0.1S to PT5M is allowed")
        @WithDefault("PT5S")
        Duration interval();

        /** Longest wait for an answer, 100 ms to a minute; readiness itself waits up to 4 s for a database that is frozen. */
        @DurationMin(millis = 100, message = "is ${validatedValue}, PT0.1S to PT1M is allowed")
        @DurationMax(minutes = 1, message = "is ${validatedValue}, PT0.1S to PT1M is allowed")
        @WithDefault("PT5S")
        Duration timeout();
    }
}
