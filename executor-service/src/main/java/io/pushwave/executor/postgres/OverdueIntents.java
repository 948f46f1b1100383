package io.pushwave.executor.postgres;

import static io.pushwave.executor.postgres.Statements.texts;

import io.pushwave.executor.domain.IntentState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Push commands that were reported as timed out while their jobs may still run. Every method is one statement, and every
 * change is guarded by the state it leaves, so that what comes twice is told once.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class OverdueIntents {
    private final Statements statements;
    private final Clock clock;

    OverdueIntents(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /** The time is up for every open command of a request: those with a job are overdue, the others have failed. */
    public List<IntentRow> begin(String requestId) {
        return statements.rows("""
                update push_intent i set state = case when i.job_id is null then 'FAILED' else 'OVERDUE' end, state_since = ?
                 where i.request_id = ? and i.state in ('ASSIGNED', 'SCHEDULED', 'STARTED')
                """ + PushIntents.RETURNING, PushIntents::intentRow, clock.instant(), requestId);
    }

    /** Ends overdue commands as their jobs ended. */
    public List<IntentRow> answered(List<JobProgress> ends) {
        return statements.rows(
                """
                update push_intent i set state = n.state, state_since = ?
                  from unnest(?::text[], ?::text[], ?::text[]) as n (request_id, org_key, state)
                 where i.request_id = n.request_id and i.org_key = n.org_key and i.state = 'OVERDUE' and n.state <> 'STARTED'
                """ + PushIntents.RETURNING,
                PushIntents::intentRow,
                clock.instant(),
                texts(ends, JobProgress::requestId),
                texts(ends, entry -> entry.orgKey().value()),
                texts(ends, entry -> entry.state().name()));
    }

    /** Ends every overdue command of a request in the same way. */
    public List<IntentRow> answeredAll(String requestId, IntentState end) {
        return statements.rows(
                """
                update push_intent i set state = ?, state_since = ? where i.request_id = ? and i.state = 'OVERDUE'
                """ + PushIntents.RETURNING, PushIntents::intentRow, end.name(), clock.instant(), requestId);
    }

    /** Leaves the overdue commands of a request as failed, as they were reported, and says how many. */
    public int giveUp(String requestId) {
        return statements.update(
                "update push_intent set state = 'FAILED', state_since = ? where request_id = ? and state = 'OVERDUE'",
                clock.instant(),
                requestId);
    }
}
