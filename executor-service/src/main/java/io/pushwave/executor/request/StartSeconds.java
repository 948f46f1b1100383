package io.pushwave.executor.request;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Gives each push request of a package version a start second of its own. */
public final class StartSeconds {
    private StartSeconds() {}

    /** The first whole second from a moment on. */
    public static Instant from(Instant moment) {
        var second = moment.truncatedTo(ChronoUnit.SECONDS);
        return second.equals(moment) ? second : second.plusSeconds(1);
    }

    /**
     * The first second from {@code earliest} on that no other request of the version has.
     *
     * @param taken the seconds given out for the version, from {@code earliest} on
     */
    public static Instant firstFree(Instant earliest, Set<Instant> taken) {
        var second = from(earliest);
        while (taken.contains(second)) {
            second = second.plusSeconds(1);
        }
        return second;
    }
}
