package io.pushwave.executor.salesforce.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The newest login of all instances, sealed, so that they share one token instead of pushing each other's out. */
@ApplicationScoped
public class SharedLogins {
    private final Jdbi jdbi;
    private final Clock clock;

    SharedLogins(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
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
        return jdbi.withHandle(
                handle -> handle.createQuery("select generation, sealed from shared_login where login = :login")
                        .bind("login", login)
                        .map((row, _) -> new SharedLogin(row.getLong("generation"), row.getBytes("sealed")))
                        .findFirst());
    }

    /**
     * Keeps a new login in place of the one that was seen before it.
     *
     * @param after the generation that was seen; 0 if there was none
     * @return whether it was kept; otherwise another instance was faster
     */
    @Transactional
    public boolean keep(String login, long after, byte[] sealed) {
        int kept = jdbi.withHandle(handle -> handle.createUpdate("""
                        insert into shared_login as known (login, generation, sealed, since)
                        values (:login, :generation, :sealed, :now)
                        on conflict (login) do update
                           set generation = excluded.generation, sealed = excluded.sealed, since = excluded.since
                         where known.generation = :after
                        """)
                .bind("login", login)
                .bind("generation", after + 1)
                .bind("sealed", sealed)
                .bind("now", clock.instant())
                .bind("after", after)
                .execute());
        return kept == 1;
    }
}
