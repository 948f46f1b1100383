package io.pushwave.simulator.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sessions that are open. Bounded: beyond {@link #MAXIMUM} the oldest is forgotten. */
final class AccessTokens {
    private static final int MAXIMUM = 10_000;

    private final InstantSource wallClock;
    private final Duration life;
    private final String orgId;
    private final Map<String, Instant> expiry = new LinkedHashMap<>();
    private long issued;

    AccessTokens(InstantSource wallClock, Duration life, String orgId) {
        this.wallClock = wallClock;
        this.life = life;
        this.orgId = orgId;
    }

    /** Opens a session. The form is Salesforce's, org id and exclamation mark first; clients check it. */
    String issue() {
        if (expiry.size() == MAXIMUM) {
            expiry.remove(expiry.keySet().iterator().next());
        }
        issued++;
        var token = orgId.substring(0, 15) + "!AQ" + "%030d".formatted(issued);
        expiry.put(token, wallClock.instant().plus(life));
        return token;
    }

    boolean accepts(String token) {
        var end = expiry.get(token);
        return end != null && wallClock.instant().isBefore(end);
    }

    void revoke(String token) {
        expiry.remove(token);
    }
}
