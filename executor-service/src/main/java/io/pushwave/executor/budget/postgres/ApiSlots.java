package io.pushwave.executor.budget.postgres;

import io.pushwave.executor.postgres.InstanceName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/**
 * How many calls may run at once, divided among the executors that use one login. A slot belongs to one of them for a lease, by
 * the database's clock; whoever dies leaves its slots to the others when that has run out.
 */
@ApplicationScoped
public class ApiSlots {
    private final InstanceName instance;
    private final Jdbi jdbi;

    ApiSlots(InstanceName instance, Jdbi jdbi) {
        this.instance = instance;
        this.jdbi = jdbi;
    }

    /**
     * How the slots are divided.
     *
     * @param owned by this instance
     * @param share that this instance is to own; those of all instances together are all slots, and no more
     * @param instances that are alive
     */
    public record Division(int owned, int share, int instances) {}

    private record Rank(int instances, int before) {
        int share(int slots) {
            return slots / instances + (before < slots % instances ? 1 : 0);
        }
    }

    /**
     * Says that this instance lives, keeps its slots for another lease, and takes free ones up to its share.
     *
     * @param slots of all instances together
     * @param alive how long this instance counts as alive; shorter than the lease, so that the dead do not count for long
     */
    @Transactional
    public Division renew(String login, int slots, Duration lease, Duration alive) {
        // One at a time: shares that two instances compute at once would not fit together.
        jdbi.useHandle(handle -> handle.createQuery(
                        "select pg_advisory_xact_lock(hashtext('pushwave.executor.slots ' || :login))::text")
                .bind("login", login)
                .mapTo(String.class)
                .first());
        var rank = rank(login, alive);
        int share = rank.share(slots);
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into call_slot (login, slot) select :login, generate_series(1, :slots) on conflict do nothing
                        """)
                .bind("login", login)
                .bind("slots", slots)
                .execute());
        int owned = jdbi.withHandle(handle -> handle.createUpdate("""
                        update call_slot set lease_until = clock_timestamp() + :lease * interval '1 ms'
                         where login = :login and owner = :owner and slot <= :slots
                        """)
                .bind("lease", lease.toMillis())
                .bind("login", login)
                .bind("owner", instance.value())
                .bind("slots", slots)
                .execute());
        int taken = owned >= share ? 0 : take(login, slots, lease, share - owned);
        return new Division(owned + taken, share, rank.instances());
    }

    /** Leaves slots to others. */
    @Transactional
    public void release(String login, int count) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update call_slot set owner = null, lease_until = null
                         where login = :login and slot in (
                               select s.slot from call_slot s
                                where s.login = :login and s.owner = :owner order by s.slot desc limit :count)
                        """)
                .bind("login", login)
                .bind("owner", instance.value())
                .bind("count", count)
                .execute());
    }

    /** This instance takes no part any more; slots that it still owns stay its own until their leases run out. */
    @Transactional
    public void leave(String login) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from call_instance where login = :login and name = :name")
                .bind("login", login)
                .bind("name", instance.value())
                .execute());
    }

    private Rank rank(String login, Duration alive) {
        return jdbi.withHandle(handle -> {
            handle.createUpdate("""
                            insert into call_instance as known (login, name, lease_until)
                            values (:login, :name, clock_timestamp() + :alive * interval '1 ms')
                            on conflict (login, name) do update set lease_until = excluded.lease_until
                            """)
                    .bind("login", login)
                    .bind("name", instance.value())
                    .bind("alive", alive.toMillis())
                    .execute();
            handle.createUpdate("delete from call_instance where login = :login and lease_until < clock_timestamp()")
                    .bind("login", login)
                    .execute();
            return handle.createQuery("""
                            select count(*) as instances, count(*) filter (where name < :name) as before
                              from call_instance where login = :login
                            """)
                    .bind("login", login)
                    .bind("name", instance.value())
                    .map((row, _) -> new Rank(row.getInt("instances"), row.getInt("before")))
                    .first();
        });
    }

    private int take(String login, int slots, Duration lease, int most) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        update call_slot set owner = :owner, lease_until = clock_timestamp() + :lease * interval '1 ms'
                         where login = :login and slot in (
                               select s.slot from call_slot s
                                where s.login = :login and s.slot <= :slots
                                  and (s.owner is null or s.lease_until < clock_timestamp())
                                order by s.slot limit :most)
                        """)
                .bind("owner", instance.value())
                .bind("lease", lease.toMillis())
                .bind("login", login)
                .bind("slots", slots)
                .bind("most", most)
                .execute());
    }
}
