package io.pushwave.status;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Every limit of the status service, with its unit, range and reason. */
@ConfigMapping(prefix = "pushwave.status")
public interface StatusConfig {
    Page page();

    Timeline timeline();

    Stream stream();

    /** How much one request for a list may bring. */
    interface Page {
        /** Orgs, campaigns or events of a page whose request names no limit; 1 to {@link #maximum()}. A screenful or two. */
        @WithDefault("100")
        int size();

        /**
         * Most orgs, campaigns or events of a page, 1 to 10,000: what one request may hold in memory. An org's view is about a
         * kilobyte.
         */
        @WithDefault("1000")
        int maximum();
    }

    /** One org's story in a campaign. */
    interface Timeline {
        /**
         * Most entries that are told, 1 to 10,000; the newest are kept. An attempt has three, so no policy in sight comes
         * near it.
         */
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
        @WithDefault("PT0.5S")
        Duration interval();

        /**
         * Longest silence before a comment is sent, at least {@link #interval()}: below the 30 to 60 s after which proxies
         * close idle connections. It is also how a client that has gone is noticed.
         */
        @WithDefault("PT15S")
        Duration heartbeat();

        /**
         * Most streams that are open at once in this instance, 1 and more; a further one is answered 503. A client costs a
         * connection and its place in the events, nothing is queued for it.
         */
        @WithDefault("500")
        int maximum();

        /** Most campaign events sent to a client in one interval, 1 to 1,000; the rest follows in the next one. */
        @WithDefault("100")
        int eventsPerInterval();
    }
}
