package io.pushwave.executor.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** The newest login of all instances, sealed, so that they share one token instead of pushing each other's out. */
@ApplicationScoped
public class SharedLogins {
    private final Statements statements;
    private final Clock clock;

    SharedLogins(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * A login as it is kept.
     *
     * @param generation grows with each login, from 1
     */
    // Written once and never changed.
    @SuppressWarnings("ArrayRecordComponent")
    public record SharedLogin(long generation, byte[] sealed) {}

    /** The newest one, if any instance has logged in. */
    @Transactional
    public Optional<SharedLogin> newest(String login) {
        return statements
                .rows(
                        "select generation, sealed from shared_login where login = ?",
                        row -> new SharedLogin(row.getLong("generation"), row.getBytes("sealed")),
                        login)
                .stream()
                .findFirst();
    }

    /**
     * Keeps a new login in place of the one that was seen before it.
     *
     * @param after the generation that was seen; 0 if there was none
     * @return whether it was kept; otherwise another instance was faster
     */
    @Transactional
    public boolean keep(String login, long after, byte[] sealed) {
        return statements.update("""
                        insert into shared_login as known (login, generation, sealed, since) values (?, ?, ?, ?)
                        on conflict (login) do update
                           set generation = excluded.generation, sealed = excluded.sealed, since = excluded.since
                         where known.generation = ?
                        """, login, after + 1, sealed, clock.instant(), after) == 1;
    }
}
