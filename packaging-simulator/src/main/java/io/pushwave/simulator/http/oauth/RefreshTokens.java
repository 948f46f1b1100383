package io.pushwave.simulator.http.oauth;

import io.pushwave.simulator.http.GrantSettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refresh tokens: the one that was set, and those that took its place. Which sessions each has opened is remembered, because
 * they end with it.
 */
public final class RefreshTokens {
    /** More sessions than are kept open at once are never remembered. */
    private static final int MAXIMUM_SESSIONS = 10_000;

    private final GrantSettings settings;
    private final AccessTokens sessions;
    private final Set<String> valid = new LinkedHashSet<>();
    private final Map<String, String> openedBy = new LinkedHashMap<>();
    private long rotations;

    public RefreshTokens(GrantSettings settings, AccessTokens sessions) {
        this.settings = settings;
        this.sessions = sessions;
        settings.refreshToken().ifPresent(valid::add);
    }

    /**
     * What a refresh token is exchanged for.
     *
     * @param next the refresh token to use from now on; empty if the old one stays
     */
    record Exchange(String accessToken, Optional<String> next) {}

    /** Opens a session; empty if the refresh token is unknown, revoked or replaced. */
    Optional<Exchange> exchange(String refreshToken) {
        if (!valid.contains(refreshToken)) {
            return Optional.empty();
        }
        Optional<String> next = settings.rotatesRefreshTokens() ? Optional.of(rotate(refreshToken)) : Optional.empty();
        var accessToken = sessions.issue();
        if (openedBy.size() == MAXIMUM_SESSIONS) {
            openedBy.remove(openedBy.keySet().iterator().next());
        }
        openedBy.put(accessToken, next.orElse(refreshToken));
        return Optional.of(new Exchange(accessToken, next));
    }

    private String rotate(String old) {
        rotations++;
        var next = "5Aep861" + "%040d".formatted(rotations);
        valid.remove(old);
        valid.add(next);
        openedBy.replaceAll((_, refreshToken) -> refreshToken.equals(old) ? next : refreshToken);
        return next;
    }

    /** Ends a refresh token and the sessions that it opened; answers false if there is none of that name. */
    boolean revoke(String refreshToken) {
        if (!valid.remove(refreshToken)) {
            return false;
        }
        openedBy.forEach((accessToken, by) -> {
            if (by.equals(refreshToken)) {
                sessions.revoke(accessToken);
            }
        });
        openedBy.values().removeIf(refreshToken::equals);
        return true;
    }

    public void save(DataOutput out) throws IOException {
        out.writeLong(rotations);
        out.writeInt(valid.size());
        for (var token : valid) {
            out.writeUTF(token);
        }
        out.writeInt(openedBy.size());
        for (var session : openedBy.entrySet()) {
            out.writeUTF(session.getKey());
            out.writeUTF(session.getValue());
        }
    }

    /** Reads what {@link #save} wrote, in place of what was set. */
    public void restore(DataInput in) throws IOException {
        rotations = in.readLong();
        valid.clear();
        for (int left = in.readInt(); left > 0; left--) {
            valid.add(in.readUTF());
        }
        for (int left = in.readInt(); left > 0; left--) {
            openedBy.put(in.readUTF(), in.readUTF());
        }
    }
}
