package io.pushwave.executor.command.postgres;

import io.pushwave.executor.command.IntentState;
import io.pushwave.executor.postgres.RowTimes;
import io.pushwave.executor.postgres.StateSql;
import io.pushwave.executor.request.PushRequestState;
import io.pushwave.executor.request.postgres.RequestSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What there is to do, counted for people. The counts go over the partial indexes of what is open, never over what has ended. */
@ApplicationScoped
public class Backlog {
    private static final String INTENTS =
            """
            select %s as state, count(*) as intents from push_intent w where %s
            union all
            select state, count(*) from push_intent where %s group by state
            """.formatted(StateSql.name(IntentState.WAITING), IntentSql.WAITS, IntentSql.inFlight("state"));

    /**
     * From campaign to campaign through the index; in each, all that waits is gone through for what came first, because the index
     * has it by its earliest start. So it costs about what counting it does.
     */
    private static final String OLDEST_WAITING = """
            with recursive campaign as (
                (select w.campaign_id from push_intent w where %1$s order by w.campaign_id limit 1)
                union all
                select (select w.campaign_id from push_intent w
                         where %1$s and w.campaign_id > campaign.campaign_id order by w.campaign_id limit 1)
                  from campaign where campaign.campaign_id is not null)
            select min((select w.stored_at from push_intent w
                         where %1$s and w.campaign_id = campaign.campaign_id
                         order by w.sequence limit 1)) as oldest
              from campaign where campaign.campaign_id is not null
            """.formatted(IntentSql.WAITS);

    private final Jdbi jdbi;

    Backlog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * Counts at one moment.
     *
     * @param intents open commands by their state; states that no command is in may be missing
     * @param openRequests push requests that have not ended, by their state; likewise
     * @param oldestWaiting when the oldest of each campaign's first waiting command came in; empty if none waits
     */
    public record Counts(
            Map<IntentState, Long> intents, Map<PushRequestState, Long> openRequests, Optional<Instant> oldestWaiting) {
        public Counts {
            intents = Map.copyOf(intents);
            openRequests = Map.copyOf(openRequests);
        }
    }

    /** Counts anew. */
    @Transactional
    public Counts counts() {
        var intents = new EnumMap<IntentState, Long>(IntentState.class);
        jdbi.useHandle(handle -> handle.createQuery(INTENTS)
                .map((row, _) -> Map.entry(IntentState.valueOf(row.getString("state")), row.getLong("intents")))
                .forEach(count -> intents.put(count.getKey(), count.getValue())));
        var openRequests = new EnumMap<PushRequestState, Long>(PushRequestState.class);
        jdbi.useHandle(handle -> handle.createQuery("select state, count(*) as requests from push_request where "
                        + RequestSql.open("state") + " group by state")
                .map((row, _) -> Map.entry(PushRequestState.valueOf(row.getString("state")), row.getLong("requests")))
                .forEach(count -> openRequests.put(count.getKey(), count.getValue())));
        var oldest = jdbi.withHandle(handle -> handle.createQuery(OLDEST_WAITING)
                .map((row, _) -> RowTimes.optionalInstant(row, "oldest"))
                .first());
        return new Counts(intents, openRequests, oldest);
    }
}
