package io.pushwave.executor.postgres;

import io.pushwave.executor.domain.IntentState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What there is to do, counted for people. The counts go over the partial indexes of what is open, never over what has ended. */
@ApplicationScoped
public class Backlog {
    private static final String INTENTS = """
            select 'WAITING' as state, count(*) as intents from push_intent where state = 'WAITING'
            union all
            select state, count(*) from push_intent where state in ('ASSIGNED', 'SCHEDULED', 'STARTED', 'OVERDUE')
             group by state
            """;

    /**
     * From campaign to campaign through the index; in each, all that waits is gone through for what came first, because the index
     * has it by its earliest start. So it costs about what counting it does.
     */
    private static final String OLDEST_WAITING = """
            with recursive campaign as (
                (select campaign_id from push_intent where state = 'WAITING' order by campaign_id limit 1)
                union all
                select (select w.campaign_id from push_intent w
                         where w.state = 'WAITING' and w.campaign_id > campaign.campaign_id order by w.campaign_id limit 1)
                  from campaign where campaign.campaign_id is not null)
            select min((select w.stored_at from push_intent w
                         where w.state = 'WAITING' and w.campaign_id = campaign.campaign_id
                         order by w.sequence limit 1)) as oldest
              from campaign where campaign.campaign_id is not null
            """;

    private final Statements statements;

    Backlog(Statements statements) {
        this.statements = statements;
    }

    /**
     * Counts at one moment.
     *
     * @param intents open commands by their state; states that no command is in may be missing
     * @param openRequests push requests that have not ended, by the name of their state; likewise
     * @param oldestWaiting when the oldest of each campaign's first waiting command came in; empty if none waits
     */
    public record Counts(
            Map<IntentState, Long> intents, Map<String, Long> openRequests, Optional<Instant> oldestWaiting) {
        public Counts {
            intents = Map.copyOf(intents);
            openRequests = Map.copyOf(openRequests);
        }
    }

    /** Counts anew. */
    @Transactional
    public Counts counts() {
        var intents = new EnumMap<IntentState, Long>(IntentState.class);
        statements
                .rows(INTENTS, row -> Map.entry(IntentState.valueOf(row.getString("state")), row.getLong("intents")))
                .forEach(count -> intents.put(count.getKey(), count.getValue()));
        var openRequests = new HashMap<String, Long>();
        statements
                .rows(
                        "select state, count(*) as requests from push_request where state not in ('FINISHED', 'CANCELLED')"
                                + " group by state",
                        row -> Map.entry(row.getString("state"), row.getLong("requests")))
                .forEach(count -> openRequests.put(count.getKey(), count.getValue()));
        var oldest = statements
                .rows(OLDEST_WAITING, row -> Statements.optionalInstant(row, "oldest"))
                .getFirst();
        return new Counts(intents, openRequests, oldest);
    }
}
