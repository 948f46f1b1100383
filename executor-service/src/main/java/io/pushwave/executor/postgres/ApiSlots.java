package io.pushwave.executor.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;

/**
 * How many calls may run at once, divided among the executors that use one login. A slot belongs to one of them for a lease, by
 * the database's clock; whoever dies leaves its slots to the others when that has run out.
 */
@ApplicationScoped
public class ApiSlots {
    private final InstanceName instance;
    private final Statements statements;

    ApiSlots(InstanceName instance, Statements statements) {
        this.instance = instance;
        this.statements = statements;
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
        statements.rows(
                "select pg_advisory_xact_lock(hashtext('pushwave.executor.slots ' || ?))::text as locked",
                row -> row.getString("locked"),
                login);
        var rank = rank(login, alive);
        int share = rank.share(slots);
        statements.update(
                "insert into call_slot (login, slot) select ?, generate_series(1, ?) on conflict do nothing",
                login,
                slots);
        int owned = statements.update("""
                update call_slot set lease_until = clock_timestamp() + ? * interval '1 ms'
                 where login = ? and owner = ? and slot <= ?
                """, lease.toMillis(), login, instance.value(), slots);
        int taken = owned >= share ? 0 : take(login, slots, lease, share - owned);
        return new Division(owned + taken, share, rank.instances());
    }

    /** Leaves slots to others. */
    @Transactional
    public void release(String login, int count) {
        statements.update("""
                update call_slot set owner = null, lease_until = null
                 where login = ? and slot in (
                       select s.slot from call_slot s where s.login = ? and s.owner = ? order by s.slot desc limit ?)
                """, login, login, instance.value(), count);
    }

    /** This instance takes no part any more; slots that it still owns stay its own until their leases run out. */
    @Transactional
    public void leave(String login) {
        statements.update("delete from call_instance where login = ? and name = ?", login, instance.value());
    }

    private Rank rank(String login, Duration alive) {
        statements.update("""
                insert into call_instance as known (login, name, lease_until)
                values (?, ?, clock_timestamp() + ? * interval '1 ms')
                on conflict (login, name) do update set lease_until = excluded.lease_until
                """, login, instance.value(), alive.toMillis());
        statements.update("delete from call_instance where login = ? and lease_until < clock_timestamp()", login);
        return statements
                .rows(
                        "select count(*) as instances, count(*) filter (where name < ?) as before from call_instance where login = ?",
                        row -> new Rank(row.getInt("instances"), row.getInt("before")),
                        instance.value(),
                        login)
                .getFirst();
    }

    private int take(String login, int slots, Duration lease, int most) {
        return statements.update("""
                update call_slot set owner = ?, lease_until = clock_timestamp() + ? * interval '1 ms'
                 where login = ? and slot in (
                       select s.slot from call_slot s
                        where s.login = ? and s.slot <= ? and (s.owner is null or s.lease_until < clock_timestamp())
                        order by s.slot limit ?)
                """, instance.value(), lease.toMillis(), login, login, slots, most);
    }
}
