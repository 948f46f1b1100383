package io.pushwave.simulator.http.oauth;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sessions that are open. Bounded: beyond {@link #MAXIMUM} the oldest is forgotten. */
public final class AccessTokens {
    private static final int MAXIMUM = 10_000;

    private final InstantSource wallClock;
    private final Duration life;
    private final String orgId;
    private final Map<String, Instant> expiry = new LinkedHashMap<>();
    private long issued;

    public AccessTokens(InstantSource wallClock, Duration life, String orgId) {
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

    public boolean accepts(String token) {
        var end = expiry.get(token);
        return end != null && wallClock.instant().isBefore(end);
    }

    public void revoke(String token) {
        expiry.remove(token);
    }

    /** Writes the open sessions and the time that each has left, because its end is wall-clock time. */
    public void save(DataOutput out) throws IOException {
        var now = wallClock.instant();
        out.writeLong(issued);
        out.writeInt(expiry.size());
        for (var session : expiry.entrySet()) {
            out.writeUTF(session.getKey());
            out.writeLong(Duration.between(now, session.getValue()).toMillis());
        }
    }

    /** Reads what {@link #save} wrote; this one must be new. */
    public void restore(DataInput in) throws IOException {
        var now = wallClock.instant();
        issued = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            expiry.put(in.readUTF(), now.plusMillis(in.readLong()));
        }
    }
}
